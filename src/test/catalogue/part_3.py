"""Identity, AI, messaging, video and telephony."""
import gzip

from signing import *


def timed_list(r, header, field="v1", time="t"):
    """t=1700000000,v1=<hex of HMAC-SHA256 over time, dot, body>, as Stripe made it known."""
    r.headers[header] = f"{time}={r.now},{field}=" + mac_hex("sha256", r.key, f"{r.now}.", r.body)


def body_hex(r, header, prefix="", algorithm="sha256"):
    r.headers[header] = prefix + mac_hex(algorithm, r.key, r.body)


@provider("fusionauth", secret="a-hmac-secret-of-at-least-32-bytes!!", type="user.create")
def fusionauth(r):
    r.headers["X-FusionAuth-Signature-JWT"] = jwt({"request_body_sha256": b64(digest("sha256", r.body))}, key=r.key)


@provider("onfido", key="check.completed:evt_0001:2026-11-23T10:00:00Z", type="check.completed")
def onfido(r):
    body_hex(r, "X-SHA2-Signature")


@provider("checkr", type="report.completed")
def checkr(r):
    body_hex(r, "X-Checkr-Signature")


@provider("hanko", secret="", key="hash", type="user.create", signs_body=False)
def hanko(r):
    r.keys["jwks"] = {"keys": [jwk("rsa")]}
    claims = {"aud": ["hanko"], "sub": "hanko webhooks", "iat": r.now, "exp": r.now + 300, "evt": "user.create", "data": {"id": r.id}}
    r.place(jwt(claims, header={"kid": "k1"}, alg="RS256", kind="rsa"))


@provider("logto", key="hash", type="User.Created")
def logto(r):
    body_hex(r, "logto-signature-sha-256")


@provider("zitadel", key="hash", type="/zitadel.user.v2.UserService/AddHumanUser")
def zitadel(r):
    timed_list(r, "ZITADEL-Signature")


@provider("neon-auth", secret="", type="user.created")
def neon_auth(r):
    r.keys["jwks"] = {"keys": [jwk("ed25519")]}
    millis = str(r.now * 1000)
    head = b64url(json.dumps({"alg": "EdDSA", "typ": "JWS", "kid": "k1"}).encode())
    payload = b64url(f"{millis}.{b64url(r.body)}".encode())
    r.headers["X-Neon-Timestamp"] = millis
    r.headers["X-Neon-Signature"] = head + ".." + b64url(sign("ed25519", f"{head}.{payload}"))


WHSEC = "whsec_" + b64(b"tide-test-secret-0123456789")


@provider("openai", secret=WHSEC, type="response.completed")
def openai(r):
    standard_webhooks(r)


@provider("anthropic", secret=WHSEC, type="session.status_idled")
def anthropic(r):
    standard_webhooks(r)


@provider("replicate", secret=WHSEC, type="succeeded")
def replicate(r):
    standard_webhooks(r)


@provider("elevenlabs", key="hash", type="post_call_transcription")
def elevenlabs(r):
    timed_list(r, "ElevenLabs-Signature", field="v0")


@provider("retell", key="hash", type="call_ended")
def retell(r):
    r.headers["X-Retell-Signature"] = f"v={r.now * 1000},d=" + mac_hex("sha256", r.key, r.body, str(r.now * 1000))


@provider("huggingface", key="hash", type="repo.content.update", signs_body=False)
def huggingface(r):
    r.headers["X-Webhook-Secret"] = r.secret


@provider("firecrawl", key="hash", type="crawl.page")
def firecrawl(r):
    body_hex(r, "X-Firecrawl-Signature", "sha256=")


@provider("wandb", key="hash", type="LINK_ARTIFACT")
def wandb(r):
    r.headers["X-Wandb-Signature"] = mac_b64("sha256", r.key, r.body)


@provider("mlflow", type="registered_model.created")
def mlflow(r):
    r.headers["X-MLflow-Delivery-Id"], r.headers["X-MLflow-Timestamp"] = r.id, str(r.now)
    r.headers["X-MLflow-Signature"] = "v1," + mac_b64("sha256", r.key, f"{r.id}.{r.now}.", r.body)


@provider("vapi", key="hash", type="end-of-call-report", signs_body=False)
def vapi(r):
    r.headers["Authorization"] = "Bearer " + r.secret


@provider("vapi-hmac", key="hash", type="end-of-call-report")
def vapi_hmac(r):
    r.headers["X-Timestamp"] = str(r.now * 1000)
    r.headers["X-Signature"] = mac_hex("sha256", r.key, f"{r.now * 1000}.", r.body)


@provider("vapi-secret", key="hash", type="status-update", signs_body=False)
def vapi_secret(r):
    r.headers["X-Vapi-Secret"] = r.secret


@provider("blockfrost", type="block")
def blockfrost(r):
    timed_list(r, "Blockfrost-Signature")
