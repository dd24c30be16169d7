"""Commerce, payments, banking, accounting, crypto and identity."""
import zlib

from signing import *

WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@provider("paypal", secret="8PT597110X687430L", type="PAYMENT.CAPTURE.COMPLETED")
def paypal(r):
    text = "|".join([r.header("paypal-transmission-id"), r.header("paypal-transmission-time"), r.secret, str(zlib.crc32(r.body))])
    r.headers["PAYPAL-TRANSMISSION-SIG"] = b64(sign("rsa", text))
    r.keys["cert_pem"] = certificate("rsa")


@provider("square", type="payment.updated")
def square(r):
    r.headers["x-square-hmacsha256-signature"] = mac_b64("sha256", r.key, r.url, r.body)


@provider("adyen-platform", secret="11223344D785FBAE710E7F943F307971BB61B21281C98C9129B3D4018A57B2EB", key="hash",
          type="balancePlatform.accountHolder.created")
def adyen_platform(r):
    r.headers["HmacSignature"] = mac_b64("sha256", bytes.fromhex(r.secret), r.body)


@provider("mollie-next", type="payment-link.paid")
def mollie_next(r):
    r.headers["X-Mollie-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("chargebee", secret="tide:test-password", type="subscription_created", signs_body=False)
def chargebee(r):
    r.headers["Authorization"] = "Basic " + b64(r.key)


@provider("razorpay", type="payment.captured")
def razorpay(r):
    r.headers["X-Razorpay-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("gocardless", type="payments.confirmed")
def gocardless(r):
    r.headers["Webhook-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("cashfree", type="PAYMENT_SUCCESS_WEBHOOK")
def cashfree(r):
    time = str(r.now * 1000)
    r.headers["x-webhook-timestamp"] = time
    r.headers["x-webhook-signature"] = mac_b64("sha256", r.key, time + r.body.decode())


@provider("mercado-pago", type="payment:payment.updated", signs_body=False)
def mercado_pago(r):
    time = str(r.now * 1000)
    manifest = f"id:999999999;request-id:{r.header('x-request-id')};ts:{time};"
    r.headers["x-signature"] = f"ts={time},v1={mac_hex('sha256', r.key, manifest)}"


@provider("polar", secret="polar_whs_tide0123456789", type="order.created")
def polar(r):
    r.headers["webhook-id"], r.headers["webhook-timestamp"] = r.id, str(r.now)
    r.headers["webhook-signature"] = "v1," + mac_b64("sha256", r.key, f"{r.id}.{r.now}.", r.body)


@provider("dodo-payments", secret=WHSEC, type="payment.succeeded")
def dodo_payments(r):
    standard_webhooks(r)


@provider("modern-treasury", type="payment_order.completed")
def modern_treasury(r):
    r.headers["X-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("lithic", secret=WHSEC, type="card.created")
def lithic(r):
    standard_webhooks(r)


@provider("finch", secret="5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH", type="directory.created")
def finch(r):
    r.headers["Finch-Event-Id"], r.headers["Finch-Timestamp"] = r.id, str(r.now)
    r.headers["Finch-Signature"] = "v1," + mac_b64("sha256", base64.b64decode(r.secret), f"{r.id}.{r.now}.", r.body)


@provider("coinbase-commerce", type="charge:confirmed")
def coinbase_commerce(r):
    r.headers["X-CC-Webhook-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("workos", type="connection.activated")
def workos(r):
    time = r.now * 1000
    r.headers["WorkOS-Signature"] = f"t={time}, v1={mac_hex('sha256', r.key, f'{time}.', r.body)}"


@provider("wise", type="transfers#state-change")
def wise(r):
    r.secret = key_pair("rsa")[1]
    r.headers["X-Signature-SHA256"] = b64(sign("rsa", r.body))


@provider("checkout-com", type="payment_approved")
def checkout_com(r):
    r.headers["Cko-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("revolut", secret="wsk_r59a4HfWVAKycbCaNO1RvgCJec02gRd8", key="hash", type="TransactionStateChanged")
def revolut(r):
    time = str(r.now * 1000)
    r.headers["Revolut-Request-Timestamp"] = time
    r.headers["Revolut-Signature"] = "v1=" + mac_hex("sha256", r.key, f"v1.{time}.", r.body)


@provider("midtrans", key="evt_0001:capture", type="capture", signs_body=False)
def midtrans(r):
    d = r.json
    r.place(digest("sha512", d["order_id"] + d["status_code"] + d["gross_amount"] + r.secret).hex())


@provider("paymongo", secret="whsk_tide0123456789", type="payment.paid")
def paymongo(r):
    r.headers["Paymongo-Signature"] = f"t={r.now},te=,li={mac_hex('sha256', r.key, f'{r.now}.', r.body)}"


@provider("revenuecat", secret="Bearer tide-test-token", type="INITIAL_PURCHASE", signs_body=False)
def revenuecat(r):
    r.headers["Authorization"] = r.secret


@provider("coinify", type="payment-intent.completed")
def coinify(r):
    r.headers["X-Coinify-Webhook-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("qonto", key="hash")
def qonto(r):
    r.headers["X-Qonto-Signature"] = f"t={r.now},v1={mac_hex('sha256', r.key, f'{r.now}.', r.body)}"


@provider("coinbase-cdp", type="onchain.activity.detected")
def coinbase_cdp(r):
    names = "content-type x-event-id x-event-type"
    values = ".".join(r.header(name) for name in names.split(" "))
    signature = mac_hex("sha256", r.key, f"{r.now}.{names}.{values}.", r.body)
    r.headers["X-Hook0-Signature"] = f"t={r.now},h={names},v1={signature}"


@provider("btcpay-server", type="InvoiceSettled")
def btcpay_server(r):
    r.headers["BTCPay-Sig"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("circle", secret="", type="transactions.inbound")
def circle(r):
    r.headers["X-Circle-Signature"] = b64(sign("ec", r.body))
    public = "".join(key_pair("ec")[1].splitlines()[1:-1])
    r.keys["key_lookup_response"] = {"data": {"id": r.header("x-circle-key-id"), "algorithm": "ECDSA_SHA_256", "publicKey": public}}


@provider("alchemy", type="ADDRESS_ACTIVITY")
def alchemy(r):
    r.headers["X-Alchemy-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("quicknode")
def quicknode(r):
    r.headers["X-QN-Timestamp"] = str(r.now)
    r.headers["X-QN-Signature"] = mac_hex("sha256", r.key, r.id + str(r.now), r.body)


@provider("okta", type="user.lifecycle.create", signs_body=False)
def okta(r):
    r.headers["Authorization"] = r.secret


@provider("clerk", secret=WHSEC, type="user.created")
def clerk(r):
    standard_webhooks(r, "svix-")


@provider("shipengine", secret="", key="hash", type="API_TRACK")
def shipengine(r):
    time = "2026-11-23T10:00:00.000Z"
    r.headers["x-shipengine-timestamp"] = time
    r.headers["x-shipengine-rsa-sha256-signature"] = b64(sign("rsa", time, ".", r.body))
    r.keys["jwks"] = {"keys": [jwk("rsa", r.header("x-shipengine-rsa-sha256-key-id"))]}


def topic_and_hash(topic, body):
    return topic + ":" + hashlib.sha256(body.encode()).hexdigest()


@provider("shopline", type="orders/update", key=topic_and_hash("orders/update", (
        '{"id":"evt_0001","name":"D1032","currency":"USD","financial_status":"paid","current_total_price":"120.00", '
        '"updated_at":"2026-11-23T10:00:00+00:00"}')))
def shopline(r):
    r.headers["X-Shopline-Hmac-Sha256"] = mac_hex("sha256", r.key, r.body)


@provider("walmart", type="PO_CREATED", key=topic_and_hash(str(NOW), (
        '{"eventType":"PO_CREATED","resourceName":"ORDER","sellerId":"123","resource":{"purchaseOrderId":"evt_0001"}}')))
def walmart(r):
    r.headers["WM_SEC.TIMESTAMP"] = str(r.now)
    text = "\n".join(["POST", "/in/x", str(r.now), digest("sha256", r.body).hex()])
    r.headers["WM_SEC.SIGNATURE"] = mac_b64("sha256", r.key, text)


@provider("tiktok-shop", type="1")
def tiktok_shop(r):
    r.headers["Authorization"] = mac_hex("sha256", r.key, r.settings["appKey"], r.body)


@provider("shiphero", type="Shipment Update")
def shiphero(r):
    r.headers["x-shiphero-hmac-sha256"] = mac_b64("sha256", r.key, r.body)


@provider("akeneo", type="product.updated")
def akeneo(r):
    r.headers["X-Akeneo-Request-Timestamp"] = str(r.now)
    r.headers["X-Akeneo-Request-Signature"] = mac_hex("sha256", r.key, f"{r.now}.", r.body)


@provider("recharge", type="charge/paid", key=topic_and_hash("charge/paid", (
        '{"charge":{"id":"evt_0001","status":"success","currency":"USD","total_price":"43.20", '
        '"processed_at":"2026-11-23T10:00:00"}}')))
def recharge(r):
    r.headers["X-Recharge-Webhook-Timestamp"] = str(r.now)
    r.headers["X-Recharge-Webhook-Signature"] = f"t={r.now},v1={mac_hex('sha256', r.key, f'{r.now}.', r.body)}"


@provider("recurly", key="hash", type="account.created")
def recurly(r):
    time = r.now * 1000
    r.headers["recurly-signature"] = f"{time},{'0' * 64},{mac_hex('sha256', r.key, f'{time}.', r.body)}"


@provider("paystack", secret="sk_test_tide0123456789", key="hash", type="charge.success")
def paystack(r):
    r.headers["x-paystack-signature"] = mac_hex("sha512", r.key, r.body)


@provider("authorize-net", secret="56E529FE6C63D60E545F84686096E6AA01D5E18A119F18A130F7CFB3983104216979E95D84C91BDD382AA0875264A63940A2D0AA5548F6023B4C78A9D52C18DA",
          type="net.authorize.payment.authcapture.created")
def authorize_net(r):
    r.headers["X-ANET-Signature"] = "sha512=" + mac_hex("sha512", bytes.fromhex(r.secret), r.body).upper()


@provider("dwolla", type="customer_transfer_completed")
def dwolla(r):
    r.headers["X-Request-Signature-SHA-256"] = mac_hex("sha256", r.key, r.body)


@provider("airwallex", type="payment_intent.succeeded")
def airwallex(r):
    time = str(r.now * 1000)
    r.headers["x-timestamp"] = time
    r.headers["x-signature"] = mac_hex("sha256", r.key, time, r.body)


@provider("flutterwave", key="hash", type="charge.completed")
def flutterwave(r):
    r.headers["flutterwave-signature"] = mac_b64("sha256", r.key, r.body)


@provider("lemon-squeezy", key="hash", type="order_created")
def lemon_squeezy(r):
    r.headers["X-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("solidgate", secret="wh_sk_tide0123456789", type="card_gate.order.updated")
def solidgate(r):
    public = r.settings["publicKey"]
    r.headers["signature"] = b64(mac_hex("sha512", r.key, public, r.body, public).encode())


@provider("fastspring", key="hash", type="order.completed")
def fastspring(r):
    r.headers["X-FS-Signature"] = mac_b64("sha256", r.key, r.body)


@provider("chargify", type="payment_success")
def chargify(r):
    r.headers["X-Chargify-Webhook-Signature-Hmac-Sha-256"] = mac_hex("sha256", r.key, r.body)


@provider("orb", type="subscription.started")
def orb(r):
    time = "2026-11-23T10:00:00.551"
    r.headers["X-Orb-Timestamp"] = time
    r.headers["X-Orb-Signature"] = "v1=" + mac_hex("sha256", r.key, "v1:" + time + ":", r.body)


@provider("nmi", type="transaction.sale.success")
def nmi(r):
    nonce = "d4f1a9"
    r.headers["Webhook-Signature"] = f"t={nonce},s={mac_hex('sha256', r.key, nonce + '.', r.body)}"


@provider("affirm", key="hash", type="approved")
def affirm(r):
    r.headers["X-Affirm-Signature"] = f"t={r.now},v0={mac_hex('sha512', r.key, f'{r.now}.', r.body)}"


@provider("bolt", key="hash", type="payment")
def bolt(r):
    r.headers["X-Bolt-Hmac-Sha256"] = mac_b64("sha256", r.key, r.body)


@provider("xero", key="hash", type="CONTACT.UPDATE")
def xero(r):
    r.headers["x-xero-signature"] = mac_b64("sha256", r.key, r.body)


@provider("quickbooks", key="hash", type="Customer")
def quickbooks(r):
    r.headers["intuit-signature"] = mac_b64("sha256", r.key, r.body)


@provider("flutterwave-v3", key="hash", type="charge.completed", signs_body=False)
def flutterwave_v3(r):
    r.headers["verif-hash"] = r.secret


@provider("tebex", type="payment.completed")
def tebex(r):
    r.headers["X-Signature"] = mac_hex("sha256", r.key, hashlib.sha256(r.body).hexdigest())


@provider("wechat-pay", type="TRANSACTION.SUCCESS")
def wechat_pay(r):
    r.secret = certificate("rsa")
    r.headers["Wechatpay-Timestamp"] = str(r.now)
    r.headers["Wechatpay-Signature"] = b64(sign("rsa", f"{r.now}\n{r.header('wechatpay-nonce')}\n", r.body, "\n"))


@provider("paypro-global", key="hash", type="OrderCharged", signs_body=False)
def paypro_global(r):
    text = r.form("ORDER_ID") + r.form("ORDER_STATUS") + r.form("ORDER_TOTAL_AMOUNT") + r.form("CUSTOMER_EMAIL")
    r.place(digest("sha256", text + r.secret + r.form("TEST_MODE") + r.form("IPN_TYPE_NAME")).hex(), form=True)


@provider("primer", key="PAYMENT.STATUS:evt_0001:SETTLED:2026-11-23T10:00:00.133701", type="PAYMENT.STATUS")
def primer(r):
    r.headers["X-Signature-Primary"] = mac_b64("sha256", r.key, r.body)


@provider("brex", secret="MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", type="TRANSFER_PROCESSED")
def brex(r):
    standard_webhooks(r)


@provider("increase", secret=WHSEC, type="transaction.created")
def increase(r):
    standard_webhooks(r)


@provider("mercury", secret="zuud7+978BTnEXQvgTETaX+goDIii/PHu4Sgw/Sg+kYO", type="transaction.update")
def mercury(r):
    r.headers["Mercury-Signature"] = f"t={r.now},v1={mac_hex('sha256', base64.b64decode(r.secret), f'{r.now}.', r.body)}"


@provider("teller", type="enrollment.disconnected")
def teller(r):
    r.headers["Teller-Signature"] = f"t={r.now},v1={'0' * 64},v1={mac_hex('sha256', r.key, f'{r.now}.', r.body)}"


@provider("tink", type="refresh:finished", key=topic_and_hash(str(NOW), (
        '{"context":{"userId":"evt_0001","externalUserId":"tide-1"}, "content":{"credentialsId":"c8e3d3c0d2d24b1f8a6b6e1a4f6f0d11", '
        '"credentialsStatus":"UPDATED"},"event":"refresh:finished"}')))
def tink(r):
    r.headers["X-Tink-Signature"] = f"t={r.now},v1={mac_hex('sha256', r.key, f'{r.now}.', r.body)}"


@provider("bridge-api", key="hash", type="item.refreshed")
def bridge_api(r):
    r.headers["BridgeApi-Signature"] = "v1=" + "0" * 64 + ",v1=" + mac_hex("sha256", r.key, r.body).upper()


@provider("moonpay", key="hash", type="transaction_updated")
def moonpay(r):
    r.headers["Moonpay-Signature-V2"] = f"t={r.now},s={mac_hex('sha256', r.key, f'{r.now}.', r.body)}"


@provider("deel", key="hash", type="contract.created")
def deel(r):
    r.headers["x-deel-signature"] = mac_hex("sha256", r.key, "POST", r.body)


@provider("merge-dev", key="hash", type="Employee.created")
def merge_dev(r):
    r.headers["X-Merge-Webhook-Signature"] = base64.urlsafe_b64encode(mac("sha256", r.key, r.body)).decode()


@provider("gusto", type="company.updated")
def gusto(r):
    r.headers["X-Gusto-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("fireblocks", key="hash", type="TRANSACTION_STATUS_UPDATED")
def fireblocks(r):
    r.secret = key_pair("rsa")[1]
    r.headers["Fireblocks-Signature"] = b64(sign("rsa", r.body, hash="sha512"))


@provider("fireblocks-v2", secret="", type="transaction.status.updated")
def fireblocks_v2(r):
    head = b64url(json.dumps({"alg": "RS512", "kid": "k1"}).encode())
    signature = sign("rsa", head + "." + b64url(r.body), hash="sha512")
    r.headers["Fireblocks-Webhook-Signature"] = head + ".." + b64url(signature)
    r.keys["jwks"] = {"keys": [{**jwk("rsa"), "alg": "RS512"}]}


@provider("zero-hash", type="trade_status_changed")
def zero_hash(r):
    time = str(r.now * 1000)
    r.headers["x-zh-hook-timestamp"] = time
    r.headers["x-zh-hook-signature"] = mac_hex("sha256", r.key, r.body, time)


@provider("bridge-xyz", type="updated.status_transitioned")
def bridge_xyz(r):
    r.secret = key_pair("rsa")[1]
    time = r.now * 1000
    r.headers["X-Webhook-Signature"] = f"t={time},v0={b64(sign('rsa', digest('sha256', f'{time}.', r.body)))}"


@provider("auth0", key="hash", type="s", signs_body=False)
def auth0(r):
    r.headers["Authorization"] = r.secret


@provider("synctera", key="hash", type="ACCOUNT.UPDATED")
def synctera(r):
    r.headers["Request-Timestamp"] = str(r.now)
    r.headers["Synctera-Signature"] = "0" * 64 + "." + mac_hex("sha256", r.key, f"{r.now}.", r.body)


@provider("utila", type="TRANSACTION_STATE_UPDATED")
def utila(r):
    r.secret = key_pair("rsa")[1]
    r.headers["x-utila-signature"] = b64(sign("rsa", r.body, hash="sha512", pss=True))


@provider("helius", key="hash", type="TRANSFER", signs_body=False)
def helius(r):
    r.headers["Authorization"] = r.secret


@provider("creem", type="checkout.completed")
def creem(r):
    r.headers["creem-signature"] = mac_hex("sha256", r.key, r.body)


@provider("opennode", key="hash", type="paid", signs_body=False)
def opennode(r):
    r.place(mac_hex("sha256", r.key, r.form("id")), form=True)


@provider("stytch", secret=WHSEC, type="direct.organization.create")
def stytch(r):
    standard_webhooks(r, "svix-")


@provider("xendit", key="hash", type="ewallet.capture", signs_body=False)
def xendit(r):
    r.headers["X-CALLBACK-TOKEN"] = r.secret


@provider("exact-online", key="hash", type="Accounts.Update", signs_body=False)
def exact_online(r):
    text = r.body.decode()
    content = text[text.index(":") + 1:text.index(',"HashCode"')]
    r.place(mac_hex("sha256", r.key, content).upper())


@provider("alipay-antom", key="hash", type="PAYMENT_RESULT")
def alipay_antom(r):
    r.secret = "".join(key_pair("rsa")[1].splitlines()[1:-1])
    r.headers["request-time"] = "2026-11-23T10:00:00+00:00"
    text = f"POST /in/x\n{r.header('client-id')}.{r.header('request-time')}."
    signature = urllib.parse.quote_plus(b64(sign("rsa", text, r.body)))
    r.headers["signature"] = "algorithm=RSA256,keyVersion=1,signature=" + signature
