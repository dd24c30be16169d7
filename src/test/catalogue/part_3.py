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


@provider("firecrawl", type="crawl.page")
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


@provider("justifi", type="payment.created")
def justifi(r):
    r.headers["Justifi-Timestamp"] = "2026-11-23T10:00:00Z"
    r.headers["Justifi-Signature"] = mac_hex("sha256", r.key, "2026-11-23T10:00:00Z.", r.body)


@provider("midtrans-payouts", key="evt_0001:completed", type="completed")
def midtrans_payouts(r):
    r.headers["Iris-Signature"] = digest("sha512", r.body, r.secret).hex()


@provider("ordergroove", key="hash", type="subscription.create")
def ordergroove(r):
    timed_list(r, "Ordergroove-Signature", field="sig", time="ts")


def discord(r):
    r.secret = public_raw().hex()
    r.headers["X-Signature-Timestamp"] = str(r.now)
    r.headers["X-Signature-Ed25519"] = sign("ed25519", str(r.now), r.body).hex()


@provider("discord-interactions", type="2")
def discord_interactions(r):
    discord(r)


@provider("discord-webhook-events", key="hash", type="APPLICATION_AUTHORIZED")
def discord_webhook_events(r):
    discord(r)


@provider("microsoft-teams-outgoing", secret=b64(b"tide-test-secret-0123456789"), type="message")
def microsoft_teams_outgoing(r):
    r.headers["Authorization"] = "HMAC " + mac_b64("sha256", base64.b64decode(r.secret), r.body)


@provider("x-twitter", key="hash", type="profile.update.bio")
def x_twitter(r):
    r.headers["x-twitter-webhooks-signature"] = "sha256=" + mac_b64("sha256", r.key, r.body)


@provider("twitch-eventsub", type="channel.follow")
def twitch_eventsub(r):
    time = "2026-11-23T10:00:00.123456789Z"
    r.headers["Twitch-Eventsub-Message-Timestamp"] = time
    r.headers["Twitch-Eventsub-Message-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.id, time, r.body)


@provider("line", type="message")
def line(r):
    r.headers["X-Line-Signature"] = mac_b64("sha256", r.key, r.body)


@provider("viber", key="message:evt_0001:", type="message")
def viber(r):
    body_hex(r, "X-Viber-Content-Signature")


@provider("vk-callback", type="message_new", signs_body=False)
def vk_callback(r):
    r.place(r.secret)


@provider("mattermost-outgoing", type="#tide", signs_body=False)
def mattermost_outgoing(r):
    r.place(r.secret)


@provider("sunshine-conversations", type="conversation:message", signs_body=False)
def sunshine_conversations(r):
    r.headers["X-API-Key"] = r.secret


@provider("pusher-channels", key="hash", type="channel_occupied")
def pusher_channels(r):
    body_hex(r, "X-Pusher-Signature")


@provider("getstream", type="message.new")
def getstream(r):
    body_hex(r, "X-Signature")
    r.body = gzip.compress(r.body, mtime=0)
    r.headers["Content-Encoding"] = "gzip"


@provider("talkjs", type="message.sent")
def talkjs(r):
    r.headers["X-TalkJS-Timestamp"] = str(r.now * 1000)
    r.headers["X-TalkJS-Signature"] = mac_hex("sha256", r.key, f"{r.now * 1000}.", r.body).upper()


@provider("livekit", secret="a-hmac-secret-of-at-least-32-bytes!!", type="room_started")
def livekit(r):
    claims = {"iss": r.settings["apiKey"], "nbf": r.now, "exp": r.now + 300, "sha256": b64(digest("sha256", r.body))}
    r.headers["Authorization"] = jwt(claims, key=r.key)


@provider("agora", type="1.101")
def agora(r):
    body_hex(r, "Agora-Signature-V2")
    body_hex(r, "Agora-Signature", algorithm="sha1")


@provider("zoom", key="hash", type="meeting.started")
def zoom(r):
    r.headers["x-zm-request-timestamp"] = str(r.now)
    r.headers["x-zm-signature"] = "v0=" + mac_hex("sha256", r.key, f"v0:{r.now}:", r.body)


@provider("bigbluebutton", key="hash", type="meeting-created")
def bigbluebutton(r):
    r.query = "checksum=" + digest("sha256", r.base_url, r.body, r.secret).hex()


@provider("sendblue", key="evt_0001:RECEIVED", type="RECEIVED", signs_body=False)
def sendblue(r):
    r.headers["sb-signing-secret"] = r.secret


@provider("method-fi", key=f"payment.update:evt_0001:{NOW}", type="payment.update")
def method_fi(r):
    r.headers["Method-Webhook-Timestamp"] = str(r.now)
    r.headers["Method-Webhook-Signature"] = mac_hex("sha256", r.key, f"{r.now}:", r.body)


@provider("bill-com", type="bill.created")
def bill_com(r):
    r.headers["x-bill-sha-signature"] = mac_b64("sha256", r.key, r.body)


@provider("microsoft-graph", key="hash", type="created", signs_body=False)
def microsoft_graph(r):
    r.place(r.secret)


@provider("google-pubsub-push", secret="", type="gmail.changed", signs_body=False)
def google_pubsub_push(r):
    r.keys["jwks"] = {"keys": [jwk("rsa")]}
    claims = {"aud": r.settings["audience"], "azp": "1139246", "email": r.settings["serviceAccount"], "email_verified": True,
              "exp": r.now + 3600, "iat": r.now, "iss": "https://accounts.google.com", "sub": "1139246"}
    r.headers["Authorization"] = "Bearer " + jwt(claims, header={"kid": "k1"}, alg="RS256", kind="rsa")


@provider("nextcloud-talk-bot", type="Create")
def nextcloud_talk_bot(r):
    r.headers["X-Nextcloud-Talk-Signature"] = mac_hex("sha256", r.key, r.id, r.body)


@provider("rocketchat-outgoing", key="hash", type="#tide", signs_body=False)
def rocketchat_outgoing(r):
    r.place(r.secret)


@provider("vonage", secret="a-hmac-secret-of-at-least-32-bytes!!", key="hash", type="delivered")
def vonage(r):
    claims = {"iss": "Vonage", "iat": r.now, "jti": "c5ba8f24", "api_key": "abcd1234", "payload_hash": digest("sha256", r.body).hex()}
    r.headers["Authorization"] = "Bearer " + jwt(claims, key=r.key)


@provider("messagebird", secret="a-hmac-secret-of-at-least-32-bytes!!", key="8d1c0ba6-4ec5-4c1e", type="message.created")
def messagebird(r):
    claims = {"iss": "MessageBird", "nbf": r.now, "exp": r.now + 60, "jti": "8d1c0ba6-4ec5-4c1e",
              "url_hash": digest("sha256", r.url).hex(), "payload_hash": digest("sha256", r.body).hex()}
    r.headers["MessageBird-Signature-JWT"] = jwt(claims, key=r.key)


@provider("bird", key="hash", type="sms.inbound")
def bird(r):
    r.headers["MessageBird-Request-Timestamp"] = str(r.now)
    message = b"\n".join([str(r.now).encode(), r.url.encode(), digest("sha256", r.body)])
    r.headers["MessageBird-Signature"] = mac_b64("sha256", r.key, message)


@provider("telnyx", type="message.received")
def telnyx(r):
    r.secret = b64(public_raw())
    r.headers["telnyx-timestamp"] = str(r.now)
    r.headers["telnyx-signature-ed25519"] = b64(sign("ed25519", f"{r.now}|", r.body))


@provider("sinch-conversation", key="hash")
def sinch_conversation(r):
    r.headers["x-sinch-webhook-signature-timestamp"] = str(r.now)
    nonce = r.header("x-sinch-webhook-signature-nonce")
    r.headers["x-sinch-webhook-signature"] = mac_b64("sha256", r.key, r.body, f".{nonce}.{r.now}")


@provider("sinch-voice", secret=b64(b"tide-test-secret-0123456789"), key="hash", type="dice")
def sinch_voice(r):
    r.headers["x-timestamp"] = "2026-11-23T10:00:00Z"
    text = "\n".join(["POST", b64(digest("md5", r.body)), r.header("Content-Type"), "x-timestamp:2026-11-23T10:00:00Z", "/in/x"])
    r.headers["Authorization"] = "Application 669E367E-6BBA-48AB-AF15-266871C28135:" + mac_b64("sha256", base64.b64decode(r.secret), text)


@provider("sinch-numbers", type="PROVISIONING_TO_VOICE_PLATFORM")
def sinch_numbers(r):
    body_hex(r, "X-Sinch-Signature", algorithm="sha1")


@provider("signalwire", key="hash", type="call.state")
def signalwire(r):
    r.headers["X-SignalWire-Sha256-Signature"] = mac_hex("sha256", r.key, r.url, r.body)
    r.headers["X-SignalWire-Signature"] = mac_hex("sha1", r.key, r.url, r.body)


@provider("ringcentral", type="/restapi/v1.0/account/1234567/extension/1234567/message-store", signs_body=False)
def ringcentral(r):
    r.headers["Verification-Token"] = r.secret


@provider("dialpad", secret="a-hmac-secret-of-at-least-32-bytes!!", key=f"evt_0001:hangup:{NOW}000", type="hangup")
def dialpad(r):
    r.body = jwt(r.json, key=r.key).encode()


@provider("websub", key="hash")
def websub(r):
    body_hex(r, "X-Hub-Signature", "sha1=", algorithm="sha1")


@provider("zulip-outgoing", type="mention", signs_body=False)
def zulip_outgoing(r):
    r.place(r.secret)


def meta(r):
    body_hex(r, "X-Hub-Signature-256", "sha256=")
    body_hex(r, "X-Hub-Signature", "sha1=", algorithm="sha1")


@provider("whatsapp-cloud", key="hash", type="messages")
def whatsapp_cloud(r):
    meta(r)


@provider("messenger", key="hash", type="page")
def messenger(r):
    meta(r)


@provider("instagram", key="hash", type="comments")
def instagram(r):
    meta(r)


@provider("facebook", key="hash", type="leadgen")
def facebook(r):
    meta(r)


@provider("persona", type="inquiry.completed")
def persona(r):
    timed_list(r, "Persona-Signature")


@provider("veriff", key="hash", type="approved")
def veriff(r):
    body_hex(r, "X-HMAC-Signature")


@provider("sumsub", key="applicantReviewed:evt_0001:2026-11-23 10:00:00.002", type="applicantReviewed")
def sumsub(r):
    body_hex(r, "X-Payload-Digest")


@provider("aiprise", key="hash", type="APPROVED")
def aiprise(r):
    body_hex(r, "X-HMAC-SIGNATURE")


@provider("kinde", secret="", type="user.created")
def kinde(r):
    r.keys["jwks"] = {"keys": [jwk("rsa")]}
    r.body = jwt(r.json, header={"kid": "k1"}, alg="RS256", kind="rsa").encode()


@provider("dynamic", type="user.created")
def dynamic(r):
    body_hex(r, "x-dynamic-signature-256", "sha256=")


@provider("fal", secret="", type="OK")
def fal(r):
    r.keys["jwks"] = {"keys": [jwk("ed25519")]}
    r.headers["X-Fal-Webhook-Timestamp"] = str(r.now)
    message = "\n".join([r.id, "github|1234567", str(r.now), digest("sha256", r.body).hex()])
    r.headers["X-Fal-Webhook-Signature"] = sign("ed25519", message).hex()


@provider("assemblyai", key="evt_0001:completed", type="completed", signs_body=False)
def assemblyai(r):
    r.headers[r.settings["header"]] = r.secret


@provider("deepgram", secret="tide:a-password-of-your-own", signs_body=False)
def deepgram(r):
    r.headers["Authorization"] = "Basic " + b64(r.key)


@provider("cursor", type="statusChange")
def cursor(r):
    body_hex(r, "X-Webhook-Signature", "sha256=")


@provider("gemini", secret=WHSEC, type="batch.succeeded")
def gemini(r):
    standard_webhooks(r)


@provider("recall-ai", secret=WHSEC, type="bot.done")
def recall_ai(r):
    standard_webhooks(r)


@provider("scrapfly", key="hash", type="scrape")
def scrapfly(r):
    r.headers["X-Scrapfly-Webhook-Signature"] = mac_hex("sha256", r.key, r.body).upper()


@provider("vanta", secret=WHSEC, type="vendor.created")
def vanta(r):
    standard_webhooks(r, "svix-")


@provider("meraki", type="network_usage_alert", signs_body=False)
def meraki(r):
    r.place(r.secret)


@provider("microsoft-bot-framework", secret="", key="message:a:17I0kl9EkpE1O9PH5TWr:evt_0001:2026-11-23T10:00:00.000Z",
          type="message", signs_body=False)
def microsoft_bot_framework(r):
    r.keys["jwks"] = {"keys": [jwk("rsa")]}
    claims = {"iss": "https://api.botframework.com", "aud": r.settings["appId"], "nbf": r.now, "exp": r.now + 3600,
              "serviceurl": "https://smba.trafficmanager.net/emea/"}
    r.headers["Authorization"] = "Bearer " + jwt(claims, header={"kid": "k1"}, alg="RS256", kind="rsa")


@provider("google-chat", secret="", key="hash", type="MESSAGE", signs_body=False)
def google_chat(r):
    r.keys["jwks"] = {"keys": [jwk("rsa")]}
    claims = {"iss": "https://accounts.google.com", "aud": "https://gateway.example/in/x", "azp": "1139246",
              "email": "chat@system.gserviceaccount.com", "email_verified": True, "iat": r.now, "exp": r.now + 3600}
    r.headers["Authorization"] = "Bearer " + jwt(claims, header={"kid": "k1"}, alg="RS256", kind="rsa")


@provider("google-calendar", key="evt_0001:10", type="exists", signs_body=False)
def google_calendar(r):
    r.headers["X-Goog-Channel-Token"] = r.secret


@provider("google-drive", key="evt_0001:10", type="update", signs_body=False)
def google_drive(r):
    r.headers["X-Goog-Channel-Token"] = r.secret


@provider("telegram", signs_body=False)
def telegram(r):
    r.headers["X-Telegram-Bot-Api-Secret-Token"] = r.secret


@provider("zalo-oa", key="hash", type="user_send_text")
def zalo_oa(r):
    r.headers["X-ZEvent-Signature"] = "mac=" + digest("sha256", r.settings["appId"], r.body, str(r.now * 1000), r.secret).hex()


@provider("webex", key="hash", type="messages.created")
def webex(r):
    body_hex(r, "X-Spark-Signature", algorithm="sha1")


@provider("sendbird", key="hash", type="group_channel:message_send")
def sendbird(r):
    body_hex(r, "x-sendbird-signature")


@provider("daily", secret=b64(b"tide-test-secret-0123456789"), type="meeting.started")
def daily(r):
    r.headers["X-Webhook-Signature"] = mac_b64("sha256", base64.b64decode(r.secret), f"{r.now}.", r.body)


@provider("whereby", type="room.client.joined")
def whereby(r):
    timed_list(r, "Whereby-Signature")


@provider("linq", secret=WHSEC, type="message.received")
def linq(r):
    standard_webhooks(r)


@provider("aircall", key=f"call.ended:evt_0001:{NOW}", type="call.ended", signs_body=False)
def aircall(r):
    r.place(r.secret)


@provider("oracle-commerce", secret=b64(b"tide-test-secret-0123456789"), key="hash")
def oracle_commerce(r):
    r.headers["X-Oracle-CC-WebHook-Signature"] = mac_b64("sha512", base64.b64decode(r.secret), r.body)
