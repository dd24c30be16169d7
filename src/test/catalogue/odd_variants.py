"""Other forms of the requests of part_odd.py, signed just as independently: python3 src/test/catalogue/odd_variants.py writes
src/test/resources/providers/odd-variants.json. Each says whether it is valid and, for questions, what must be answered."""
import zlib

from part_odd import *

SECRET = "tide-test-secret-0123456789"
VARIANTS = []


def variant(id, provider, body="", valid=True, method="POST", query="", headers=None, answer=None, **more):
    url = "https://gateway.example/in/x" + ("?" + query if query else "")
    entry = {"id": id, "provider": provider, "secret": more.pop("secret", SECRET), **more, "method": method, "url": url,
             "headers": {"Host": "gateway.example", **(headers or {})}}
    if isinstance(body, bytes):
        entry["body_base64"] = b64(body)
    else:
        entry["body"] = body
    entry.update({"now": NOW, "valid": valid})
    if answer is not None:
        entry["answer"] = answer
    VARIANTS.append(entry)


def atlassian():
    secret = "7f31d5a5:tide-shared-secret"
    installed = json.dumps({"eventType": "installed", "clientKey": "7f31d5a5", "sharedSecret": "tide-shared-secret"})
    qsh = digest("sha256", "POST&/x&").hex()
    claims = {"iss": "7f31d5a5", "aud": "https://gateway.example/in", "iat": NOW, "exp": NOW + 180, "qsh": qsh}
    token = lambda c: "JWT " + jwt(c, header={"kid": "0e50fccb-239d-4991-a5db-dc850ba3f236"}, alg="RS256", kind="rsa")
    keys = {"key_pem": key_pair("rsa")[1], "settings": {"baseUrl": "https://gateway.example/in"}}
    variant("atlassian-installed", "atlassian-connect", installed, headers={"Authorization": token(claims)}, secret="", answer="200 ", **keys)
    variant("atlassian-other-app", "atlassian-connect", installed, False,
            headers={"Authorization": token({**claims, "aud": "https://other.example"})}, secret="", **keys)
    context = jwt({**claims, "qsh": "context-qsh"}, key="tide-shared-secret")
    variant("atlassian-context", "atlassian-connect", "{}", False, headers={"Authorization": "JWT " + context}, secret=secret,
            settings=keys["settings"])


def braintree_forms():
    settings = {"publicKey": "9ftmwjbfk5vbrbqs"}
    challenge = "20f9f8ed05f77439fe955c977e4c8a53"
    signature = mac_hex("sha1", digest("sha1", SECRET), challenge)
    variant("braintree-challenge", "braintree", method="GET", query="bt_challenge=" + challenge, settings=settings,
            answer="200 9ftmwjbfk5vbrbqs|" + signature)
    variant("braintree-no-challenge", "braintree", method="GET", query="bt_challenge=%3Cxml%3E", valid=False, settings=settings)
    forged = urllib.parse.urlencode({"bt_signature": "9ftmwjbfk5vbrbqs|" + signature, "bt_payload": challenge})
    variant("braintree-answer-as-event", "braintree", forged, False, settings=settings)


def dingtalk():
    key, owner = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij", "suite4xxxxxxxxxxxxxxx"
    envelope = wechat(key, '{"EventType":"check_url"}', owner)
    query = "timestamp=1795428000000&nonce=abc123"
    signature = sorted_sha1(SECRET, "1795428000000", "abc123", envelope)
    # The gateway's own random bytes follow from the request, by the hash that its source states.
    aes_key = base64.b64decode(key + "=")
    target = f"/in/x?{query}&msg_signature={signature}"
    random = mac("sha256", aes_key, target + "2026-11-23T10:00:00Z")[:16]
    back = b64(aes(aes_key, aes_key[:16], random + struct.pack(">I", 7) + b"success" + owner.encode(), 32))
    answer = {"msg_signature": sorted_sha1(SECRET, "1795428000000", "abc123", back), "timeStamp": "1795428000000",
              "nonce": "abc123", "encrypt": back}
    variant("dingtalk-check-url", "dingtalk-event", json.dumps({"encrypt": envelope}), query=query + "&msg_signature=" + signature,
            settings={"aesKey": key, "owner": owner}, answer=answer)
    variant("dingtalk-other-token", "dingtalk-event", json.dumps({"encrypt": envelope}), False,
            query=query + "&msg_signature=" + signature, secret="another-token", settings={"aesKey": key, "owner": owner})


def feishu():
    event = {"schema": "2.0", "header": {"event_id": "e1", "event_type": "t1", "token": "v-token-0123456789"}, "event": {}}
    variant("feishu-plain", "feishu-lark", json.dumps(event), secret="v-token-0123456789")
    variant("feishu-plain-other-token", "feishu-lark", json.dumps(event), False, secret="w-token-0123456789")
    body = json.dumps(event)
    signature = digest("sha256", "1795428000" + "7" + "other-key" + body).hex()
    variant("feishu-signed-otherwise", "feishu-lark", body, False, secret="v-token-0123456789", headers={
        "X-Lark-Signature": signature, "X-Lark-Request-Timestamp": "1795428000", "X-Lark-Request-Nonce": "7"})


def kook_forms():
    def enciphered(text, key):
        inner = "0123456789abcdef" + b64(aes(key.encode().ljust(32, b"\0"), b"0123456789abcdef", text.encode()))
        return json.dumps({"encrypt": b64(inner.encode())})

    event = json.dumps({"s": 0, "d": {"type": 9, "msg_id": "m1", "verify_token": SECRET}, "sn": 1})
    question = json.dumps({"s": 0, "d": {"type": 255, "channel_type": "WEBHOOK_CHALLENGE", "challenge": "bkes654x", "verify_token": SECRET}})
    variant("kook-packed", "kook", zlib.compress(event.encode()))
    variant("kook-packed-other-token", "kook", zlib.compress(event.encode()), False, secret="another-token")
    variant("kook-enciphered", "kook", zlib.compress(enciphered(event, "xfTvYfRUXP").encode()), settings={"encryptKey": "xfTvYfRUXP"})
    variant("kook-enciphered-other-key", "kook", zlib.compress(enciphered(event, "xfTvYfRUXP").encode()), False, settings={"encryptKey": "other"})
    variant("kook-question", "kook", zlib.compress(question.encode()), answer='200 {"challenge":"bkes654x"}')
    variant("kook-enciphered-question", "kook", enciphered(question, "xfTvYfRUXP"), settings={"encryptKey": "xfTvYfRUXP"},
            answer='200 {"challenge":"bkes654x"}')


def lago_forms():
    body = '{"webhook_type":"invoice.created"}'
    headers = {"X-Lago-Signature": mac_b64("sha256", SECRET, body), "X-Lago-Signature-Algorithm": "hmac", "X-Lago-Unique-Key": "u1"}
    variant("lago-hmac", "lago", body, headers=headers, settings={"signature": "hmac"})
    pem = key_pair("rsa")[1]
    forged = {**headers, "X-Lago-Signature": mac_b64("sha256", pem, body)}
    variant("lago-public-key-as-secret", "lago", body, False, headers=forged, secret=pem, settings={"signature": "jwt"})
    variant("lago-public-key-as-secret-for-hmac", "lago", body, False, headers=forged, secret=pem, settings={"signature": "hmac"})
    longer = jwt({"data": body}, alg="RS256", kind="rsa")
    variant("lago-other-body", "lago", body + " ", False, secret=pem, settings={"signature": "jwt"},
            headers={"X-Lago-Signature": longer, "X-Lago-Signature-Algorithm": "jwt"})


def questions():
    variant("mandrill-head", "mandrill", method="HEAD", answer="200 ")
    variant("mandrill-empty", "mandrill", "mandrill_events=%5B%5D", answer="200 ")
    variant("unisender-get", "unisender-go", method="GET", answer="200 ")
    variant("freshbooks-verify", "freshbooks", "name=callback.verify&object_id=1&verifier=scADVVi5QuKuj5qTjVkbJNYQe7V7USpGd", secret="",
            answer="200 ")
    variant("qq-forged", "qq-bot", json.dumps({"op": 13, "d": {"plain_token": '{"op":0}', "event_ts": "1795428000"}}), False,
            secret="123456abcdef")


def plivo_forms():
    def signed(url, method="POST", query="", body=""):
        q = "&".join(f"{n}={v}" for n, v in sorted(fields(query)))
        p = "".join(n + v for n, v in sorted(fields(body)))
        text = url + ("?" if q or p else "") + q + ("." if q and p else "") + p + ".n1"
        return {"X-Plivo-Signature-V3": mac_b64("sha256", SECRET, text), "X-Plivo-Signature-V3-Nonce": "n1"}

    url, v3 = "https://gateway.example/in/x", {"signature": "v3"}
    variant("plivo-get", "plivo", method="GET", query="b=2&a=x+y", headers=signed(url, query="b=2&a=x+y"), settings=v3)
    variant("plivo-fields-only", "plivo", "b=2&a=1&a=0", headers=signed(url, body="b=2&a=1&a=0"), settings=v3)
    variant("plivo-nothing", "plivo", headers=signed(url), settings=v3)
    variant("plivo-fields-added", "plivo", "To=1", False, headers=signed(url), settings=v3)
    variant("plivo-v2-unasked", "plivo", "To=1", False, settings=v3, headers={
        "X-Plivo-Signature-V2": mac_b64("sha256", SECRET, url + "n1"), "X-Plivo-Signature-V2-Nonce": "n1"})


def twilio_forms():
    for name in ("twilio", "signalwire-compat"):
        url = "https://gateway.example/in/x"
        header = "X-Twilio-Signature"
        variant(name + "-get", name, method="GET", query="CallSid=CA1", headers={header: mac_b64("sha1", SECRET, url + "?CallSid=CA1")})
        body = '{"a":1}'
        query = "bodySHA256=" + digest("sha256", body).hex()
        variant(name + "-json", name, body, query=query, headers={
            header: mac_b64("sha1", SECRET, "https://gateway.example:443/in/x?" + query)})
        variant(name + "-json-without-hash", name, body, False, headers={header: mac_b64("sha1", SECRET, url)})


def wechat_forms():
    query = "timestamp=1795428000&nonce=7"
    plain = "&signature=" + sorted_sha1(SECRET, "1795428000", "7")
    key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
    settings = {"mode": "safe", "encodingAesKey": key}
    variant("wechat-question", "wechat-official", method="GET", query=query + plain + "&echostr=4822", answer="200 4822")
    envelope = wechat(key, WECOM_EVENT, "wxtide")
    body = f"<xml><ToUserName>gh</ToUserName><Encrypt>{envelope}</Encrypt></xml>"
    safe = "&msg_signature=" + sorted_sha1(SECRET, "1795428000", "7", envelope)
    variant("wechat-safe", "wechat-official", body, query=query + plain + safe, settings=settings)
    variant("wechat-plain-in-safe-mode", "wechat-official", "<xml><MsgId>1</MsgId></xml>", False, query=query + plain, settings=settings)
    doubled = body.replace("</Encrypt>", "</Encrypt><Encrypt>x</Encrypt>")
    variant("wechat-doubled", "wechat-official", doubled, False, query=query + plain + safe, settings=settings)
    other = "<xml><Encrypt>x</Encrypt></xml>"
    echo = wechat(AES_KEY, "1616140317555161061", "wx5823bf96d3bd56c7")
    asked = query + "&msg_signature=" + sorted_sha1(SECRET, "1795428000", "7", echo) + "&echostr=" + urllib.parse.quote(echo, safe="")
    variant("wecom-question-as-event", "wecom", other, False, query=asked, settings={"encodingAesKey": AES_KEY})
    evil = wechat(AES_KEY, "<script>", "wx")
    asked = query + "&msg_signature=" + sorted_sha1(SECRET, "1795428000", "7", evil) + "&echostr=" + urllib.parse.quote(evil, safe="")
    variant("wecom-odd-question", "wecom", "", False, method="GET", query=asked, settings={"encodingAesKey": AES_KEY})


def doubled_names():
    """Where only parts of a body are signed, a second part of the same name must not slip in."""
    item = {"pspReference": "p", "merchantAccountCode": "m", "merchantReference": "r", "amount": {"value": 1, "currency": "EUR"},
            "eventCode": "AUTHORISATION", "success": "true"}
    secret = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056"
    signature = mac_b64("sha256", bytes.fromhex(secret), "p::m:r:1:EUR:AUTHORISATION:true")
    body = json.dumps({"notificationItems": [{"NotificationRequestItem": {**item, "additionalData": {"hmacSignature": signature}}}]})
    variant("adyen-once", "adyen", body, secret=secret)
    variant("adyen-doubled", "adyen", body.replace('"success": "true"', '"success": "true", "Success": "false"'), False, secret=secret)


for make in (atlassian, braintree_forms, dingtalk, feishu, kook_forms, lago_forms, questions, plivo_forms, twilio_forms, wechat_forms,
             doubled_names):
    make()
if __name__ == "__main__":
    with open(os.path.join(ROOT, "src", "test", "resources", "providers", "odd-variants.json"), "w") as f:
        json.dump(VARIANTS, f, indent=1, ensure_ascii=False)
        f.write("\n")
