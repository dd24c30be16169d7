"""Signers of the providers whose schemes need something unusual, each written after the provider's documentation."""
import re, struct, subprocess

from signing import *

AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


def aes(key, iv, data, padding=16):
    """AES in CBC mode by openssl; padded by hand, because some pad to 32 bytes."""
    count = padding - len(data) % padding
    return openssl("enc", f"-aes-{8 * len(key)}-cbc", "-nopad", "-K", key.hex(), "-iv", iv.hex(),
                   data=data + bytes([count]) * count)


def wechat(encoded_key, message, owner):
    """https://developer.work.weixin.qq.com/document/path/90930: 16 random bytes, length, message, owner, padded to 32."""
    key = base64.b64decode(encoded_key + "=")
    plain = b"0123456789abcdef" + struct.pack(">I", len(utf8(message))) + utf8(message) + utf8(owner)
    return b64(aes(key, key[:16], plain, 32))


def fields(text):
    return urllib.parse.parse_qsl(text if isinstance(text, str) else text.decode(), keep_blank_values=True)


def query_of(r, name):
    return dict(fields(r.query))[name]


def concatenated(r):
    return "".join(name + value for name, value in sorted(set(fields(r.body))))


@provider("adyen", secret="44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056",
          event="7914073381342284", key="7914073381342284-AUTHORISATION-true", type="AUTHORISATION", signs_body=False)
def adyen(r):
    item = r.json["notificationItems"][0]["NotificationRequestItem"]
    signed = [item["pspReference"], item.get("originalReference", ""), item["merchantAccountCode"], item["merchantReference"],
              str(item["amount"]["value"]), item["amount"]["currency"], item["eventCode"], item["success"]]
    r.place(mac_b64("sha256", bytes.fromhex(r.secret), ":".join(signed)))


@provider("atlassian-connect", secret="7f31d5a5-1f0a-4a53-b1a2-c0ffee000001:tide-shared-secret-0123456789", type="jira:issue_updated",
          signs_body=False)
def atlassian_connect(r):
    client, shared = r.secret.split(":")
    r.query = "user_id=7&b=two+words&a=2&a=1"
    canonical = "POST&/x&a=1,2&b=two%20words&user_id=7"
    claims = {"iss": client, "iat": r.now, "exp": r.now + 180, "qsh": digest("sha256", canonical).hex()}
    r.headers["Authorization"] = "JWT " + jwt(claims, key=shared)


@provider("aws-sns", secret="", type="Notification", signs_body=False)
def aws_sns(r):
    names = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
    r.place(b64(sign("rsa", "".join(f"{n}\n{r.json[n]}\n" for n in names))))
    r.keys["cert_pem"] = certificate("rsa")


@provider("braintree", key="hash", type="subscription_charged_successfully")
def braintree(r):
    payload = r.form("bt_payload")
    r.place(r.settings["publicKey"] + "|" + mac_hex("sha1", digest("sha1", r.secret), payload), form=True)


@provider("contentful", type="ContentManagement.Entry.publish")
def contentful(r):
    r.headers["x-contentful-timestamp"] = str(r.now * 1000)
    headers = {name.lower(): value for name, value in r.headers.items()}
    lines = ";".join(f"{name}:{headers[name]}" for name in sorted(headers["x-contentful-signed-headers"].split(",")))
    r.headers["x-contentful-signature"] = mac_hex("sha256", r.secret, f"POST\n/in/x\n{lines}\n", r.body)


def sorted_sha1(*texts):
    return digest("sha1", "".join(sorted(texts))).hex()


DINGTALK_EVENT = '{"EventType":"user_add_org","TimeStamp":"1795428000000","UserId":["tide"],"CorpId":"dingtide"}'


@provider("dingtalk-event", key=digest("sha256", DINGTALK_EVENT).hex(), type="user_add_org", signs_body=False)
def dingtalk_event(r):
    envelope = wechat(r.settings["aesKey"], DINGTALK_EVENT, r.settings["owner"])
    r.body = r.body.replace(b"{envelope}", envelope.encode())
    r.query += "&msg_signature=" + sorted_sha1(r.secret, query_of(r, "timestamp"), query_of(r, "nonce"), envelope)


@provider("dingtalk-robot", type="text", signs_body=False)
def dingtalk_robot(r):
    r.headers["timestamp"] = str(r.now * 1000)
    r.headers["sign"] = mac_b64("sha256", r.secret, f"{r.now * 1000}\n{r.secret}")


@provider("ebay", secret="", type="MARKETPLACE_ACCOUNT_DELETION")
def ebay(r):
    signature = b64(sign("ec", r.body, hash="sha1"))
    header = {"alg": "ecdsa", "kid": "9936261a-7d7b-4621-a0f1-96ccb428af49", "signature": signature, "digest": "SHA1"}
    r.headers["X-EBAY-SIGNATURE"] = b64(json.dumps(header).encode())
    pem = key_pair("ec")[1]
    served = "-----BEGIN PUBLIC KEY-----" + "".join(pem.splitlines()[1:-1]) + "-----END PUBLIC KEY-----"
    r.keys["key_lookup_response"] = {"algorithm": "ECDSA", "digest": "SHA1", "key": served}


@provider("feishu-lark", type="im.message.receive_v1")
def feishu_lark(r):
    key = digest("sha256", r.secret)
    r.body = json.dumps({"encrypt": b64(b"fedcba9876543210" + aes(key, b"fedcba9876543210", r.body))}).encode()
    signed = join(r.header("X-Lark-Request-Timestamp"), r.header("X-Lark-Request-Nonce"), r.secret, r.body)
    r.headers["X-Lark-Signature"] = digest("sha256", signed).hex()


@provider("freshbooks", event="1234567", key=f"invoice.create-1234567-{NOW * 1000}", type="invoice.create")
def freshbooks(r):
    r.headers["X-FreshBooks-Hmac-SHA256"] = mac_b64("sha256", r.secret, json.dumps(dict(fields(r.body))))


@provider("justcall", type="call.completed", signs_body=False)
def justcall(r):
    r.headers["x-justcall-request-timestamp"] = "2026-11-23 10:00:00"
    url = urllib.parse.quote(r.json["webhook_url"], safe="")
    r.headers["x-justcall-signature"] = mac_hex("sha256", r.secret, f"{r.secret}|{url}|call.completed|2026-11-23 10:00:00")


@provider("kontent-ai", key="hash", type="published")
def kontent_ai(r):
    r.headers["X-Kontent-ai-Signature"] = mac_b64("sha256", r.secret, r.body.replace(b"\n", b"\r\n"))


@provider("kook", type="9", signs_body=False)
def kook(r):
    r.place(r.secret)


@provider("lago", secret=key_pair("rsa")[1], type="invoice.created")
def lago(r):
    r.headers["X-Lago-Signature"] = jwt({"data": r.body.decode(), "iss": "https://api.getlago.com"}, alg="RS256", kind="rsa")


@provider("mandrill", key="hash", type="open")
def mandrill(r):
    r.headers["X-Mandrill-Signature"] = mac_b64("sha1", r.secret, r.url + concatenated(r))


def keccak256(data):
    """https://keccak.team/keccak_specs_summary.html: Keccak with a rate of 136 bytes and the padding from before SHA-3."""
    rotations = [[0, 36, 3, 41, 18], [1, 44, 10, 45, 2], [62, 6, 43, 15, 61], [28, 55, 25, 21, 56], [27, 20, 39, 8, 14]]
    mask = (1 << 64) - 1
    turned = lambda v, n: ((v << n) | (v >> (64 - n))) & mask if n else v
    constants, register = [], 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            constant |= (register & 1) << ((1 << j) - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
        constants.append(constant)
    padded = bytearray(data + b"\x01" + bytes(-(len(data) + 1) % 136))
    padded[-1] |= 0x80
    a = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), 136):
        for i in range(17):
            a[i % 5][i // 5] ^= int.from_bytes(padded[start + 8 * i:start + 8 * i + 8], "little")
        for constant in constants:
            c = [a[x][0] ^ a[x][1] ^ a[x][2] ^ a[x][3] ^ a[x][4] for x in range(5)]
            d = [c[(x + 4) % 5] ^ turned(c[(x + 1) % 5], 1) for x in range(5)]
            b = [[0] * 5 for _ in range(5)]
            for x in range(5):
                for y in range(5):
                    b[y][(2 * x + 3 * y) % 5] = turned(a[x][y] ^ d[x], rotations[x][y])
            a = [[b[x][y] ^ (~b[(x + 1) % 5][y] & mask & b[(x + 2) % 5][y]) for y in range(5)] for x in range(5)]
            a[0][0] ^= constant
    return b"".join(a[i % 5][i // 5].to_bytes(8, "little") for i in range(4))


@provider("moralis", key="evt_0001-0xac38ccc7-true", type="tide")
def moralis(r):
    r.headers["x-signature"] = "0x" + keccak256(join(r.body, r.secret)).hex()


@provider("nowpayments", event="5745459419", key="5745459419-finished-0.00029", type="finished",
          signs_body=False)  # white space does not count
def nowpayments(r):
    """Numbers are JavaScript's in the signed text, as they are in the body."""
    parsed = json.loads(r.body, parse_float=lambda text: f"\0{text}\0")
    text = json.dumps(parsed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    r.headers["x-nowpayments-sig"] = mac_hex("sha512", r.secret, re.sub(r'"\\u0000(.*?)\\u0000"', r"\1", text))


def php_serialize(pairs):
    text = lambda t: f's:{len(t.encode())}:"{t}";'
    return "a:%d:{%s}" % (len(pairs), "".join(text(name) + text(value) for name, value in pairs))


@provider("paddle-classic", secret=key_pair("rsa")[1], event="1234567", type="subscription_created")
def paddle_classic(r):
    pairs = sorted((name, value) for name, value in fields(r.body) if name != "p_signature")
    r.place(b64(sign("rsa", php_serialize(pairs), hash="sha1")), form=True)


@provider("payfast", event="1089250", key="1089250-COMPLETE", type="COMPLETE")
def payfast(r):
    encoded = lambda text: urllib.parse.quote_plus(text)
    text = "&".join(f"{name}={encoded(value)}" for name, value in fields(r.body) if name != "signature")
    r.place(digest("md5", text + "&passphrase=" + encoded(r.secret)).hex())


@provider("paymob", event="192036465", key="192036465-true-false-false-false", type="TRANSACTION", signs_body=False)
def paymob(r):
    o = r.json["obj"]
    values = [o["amount_cents"], o["created_at"], o["currency"], o["error_occured"], o["has_parent_transaction"], o["id"],
              o["integration_id"], o["is_3d_secure"], o["is_auth"], o["is_capture"], o["is_refunded"], o["is_standalone_payment"],
              o["is_voided"], o["order"]["id"], o["owner"], o["pending"], o["source_data"]["pan"], o["source_data"]["sub_type"],
              o["source_data"]["type"], o["success"]]
    text = "".join(str(v).lower() if isinstance(v, bool) else str(v) for v in values)
    assert text == "1000002026-11-23T10:00:00.592345EGPfalsefalse1920364654097558truefalsefalsefalsetruefalse217503754302852false2346MasterCardcardtrue"
    r.query = "hmac=" + mac_hex("sha512", r.secret, text)


@provider("plaid", secret="", key="hash", type="TRANSACTIONS.SYNC_UPDATES_AVAILABLE")
def plaid(r):
    claims = {"iat": r.now, "request_body_sha256": digest("sha256", r.body).hex()}
    r.headers["Plaid-Verification"] = jwt(claims, header={"kid": "k1"}, alg="ES256", kind="ec")
    r.keys["key_lookup_response"] = {"key": {**jwk("ec"), "alg": "ES256", "use": "sig"}, "request_id": "tide"}


@provider("plivo", event="342d7d6c", key="342d7d6c-delivered", type="delivered")
def plivo(r):
    query = "&".join(f"{name}={value}" for name, value in sorted(fields(r.query)))
    signed = f"{r.base_url}?{query}.{concatenated(r)}.{r.header('X-Plivo-Signature-V3-Nonce')}"
    r.headers["X-Plivo-Signature-V3"] = mac_b64("sha256", "another", "x") + "," + mac_b64("sha256", r.secret, signed)


@provider("praxis", event="order-42", key="order-42-1234-approved", type="approved", signs_body=False)
def praxis(r):
    t = r.json["transaction"]
    values = ["Tide-Merchant", "Tide", r.now, "4ae22c26", r.id, 1234, "EUR", 1050, "1.000000", "EUR", 1050]
    assert t["tid"] == values[5] and t["amount"] == values[7]
    r.headers["Gt-Authentication"] = digest("sha384", "".join(map(str, values)) + r.secret).hex()


@provider("qq-bot", secret="123456abcdef", type="C2C_MESSAGE_CREATE")
def qq_bot(r):
    seed = (r.key * 32)[:32]
    # The private key as a structure: a fixed start and the seed.
    der = bytes.fromhex("302e020100300506032b657004220420") + seed
    r.headers["X-Signature-Timestamp"] = str(r.now)
    with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as text:
        key.write(der)
        key.flush()
        text.write(str(r.now).encode() + r.body)
        text.flush()
        signature = openssl("pkeyutl", "-sign", "-inkey", key.name, "-keyform", "DER", "-rawin", "-in", text.name)
    r.headers["X-Signature-Ed25519"] = signature.hex()


@provider("signalwire-compat", event="SM42", key="SM42-delivered", type="delivered")
def signalwire_compat(r):
    r.headers["X-SignalWire-Signature"] = mac_b64("sha1", r.secret, r.url + concatenated(r))


@provider("tatum", key="hash", type="ADDRESS_EVENT")
def tatum(r):
    r.headers["x-payload-hash"] = mac_b64("sha512", r.secret, r.body)


@provider("truelayer", secret="", type="payment_executed")
def truelayer(r):
    names = "X-Tl-Webhook-Timestamp,Content-Type"
    head = {"alg": "ES512", "kid": "k1", "tl_version": "2", "tl_headers": names,
            "jku": "https://webhooks.truelayer.com/.well-known/jwks"}
    lines = "".join(f"{name}: {r.header(name)}\n" for name in names.split(","))
    written = b64url(json.dumps(head).encode())
    signed = written + "." + b64url(join("POST /in/x\n", lines, r.body))
    r.headers["Tl-Signature"] = written + ".." + b64url(p1363(sign("ec521", signed, hash="sha512"), 66))
    r.keys["jwks"] = {"keys": [jwk("ec521")]}


@provider("twilio", type="delivered")
def twilio(r):
    r.headers["X-Twilio-Signature"] = mac_b64("sha1", r.secret, r.url + concatenated(r))


@provider("unisender-go", key="hash", type="transactional_email_status")
def unisender_go(r):
    r.place(digest("md5", r.body.replace(b"{signature}", r.key, 1)).hex())


@provider("wechat-official", event="6054768590064713728", type="text", signs_body=False)
def wechat_official(r):
    r.query += "&signature=" + sorted_sha1(r.secret, query_of(r, "timestamp"), query_of(r, "nonce"))


WECOM_EVENT = ("<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName><FromUserName><![CDATA[mycreate]]></FromUserName>"
               "<CreateTime>1409659813</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[hello]]></Content>"
               "<MsgId>4561255354251345929</MsgId><AgentID>218</AgentID></xml>")


@provider("wecom", secret="QDG6eK-tide-token", event="4561255354251345929", type="text", signs_body=False)
def wecom(r):
    envelope = wechat(r.settings["encodingAesKey"], WECOM_EVENT, "wx5823bf96d3bd56c7")
    r.body = r.body.replace(b"{envelope}", envelope.encode())
    r.query += "&msg_signature=" + sorted_sha1(r.secret, query_of(r, "timestamp"), query_of(r, "nonce"), envelope)


HTTP_DATE = "Mon, 23 Nov 2026 10:00:00 GMT"


def digest_header(r, name="SHA-256"):
    r.headers["Date"] = HTTP_DATE
    r.headers["Digest"] = name + "=" + b64(digest("sha256", r.body))


