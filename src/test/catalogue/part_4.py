"""Signers of email, marketing, support, CRM, meetings, productivity and scheduling providers."""
from signing import *


def event_key():
    """An EC public key as SendGrid shows it: the bare structure in base64."""
    return "".join(key_pair("ec")[1].splitlines()[1:-1])


# Email


@provider("sendgrid-event", key="hash", type="delivered")
@provider("sendgrid-inbound", key="hash", type="inbound")
def sendgrid(r):
    r.secret = event_key()
    r.headers["X-Twilio-Email-Event-Webhook-Timestamp"] = str(r.now)
    r.headers["X-Twilio-Email-Event-Webhook-Signature"] = b64(sign("ec", str(r.now), r.body))


@provider("mailgun", type="delivered", signs_body=False)
def mailgun(r):
    r.place(mac_hex("sha256", r.key, r.json["signature"]["timestamp"], r.json["signature"]["token"]))


@provider("mailersend", key="activity.delivered-evt_0001", type="activity.delivered")
def mailersend(r):
    r.headers["Signature"] = hmac.new(r.key, r.body, hashlib.sha256).hexdigest()


@provider("mailtrap", key="hash", type="delivery")
def mailtrap(r):
    r.headers["Mailtrap-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("postal", type="MessageSent")
def postal(r):
    r.secret = "".join(key_pair("rsa")[1].splitlines()[1:-1])
    r.headers["X-Postal-Signature-256"] = b64(sign("rsa", r.body))
    r.headers["X-Postal-Signature"] = b64(sign("rsa", r.body, hash="sha1"))
    r.headers["X-Postal-Signature-KID"] = "8tZ5"


@provider("mailerlite", key="hash", type="subscriber.created")
def mailerlite(r):
    r.headers["Signature"] = mac_hex("sha256", r.key, r.body)


@provider("knock", type="message.sent")
def knock(r):
    time = str(r.now * 1000)
    r.headers["x-knock-signature"] = f"t={time},s=" + mac_b64("sha256", r.key, time, ".", r.body)


@provider("attentive", key="hash", type="sms.subscribed")
def attentive(r):
    r.headers["x-attentive-hmac-sha256"] = mac_hex("sha256", r.key, r.body)


@provider("quo-openphone", secret="whsec_" + b64(b"a key of 24 bytes, no mor"), type="message.received")
@provider("loops", secret="whsec_" + b64(b"another key of 24 bytes.."), type="email.delivered")
def like_standard_webhooks(r):
    standard_webhooks(r)


@provider("resend", secret="whsec_" + b64(b"a key of 24 bytes, no mor"), type="email.sent")
@provider("agentmail", secret="whsec_" + b64(b"a key of 24 bytes, no mor"), type="message.received")
def svix(r):
    """https://docs.svix.com/receiving/verifying-payloads/how-manual"""
    standard_webhooks(r, "svix-")


@provider("callrail", secret="072e77e426f92738a72fe23c4d1953b4", key="hash")
def callrail(r):
    r.headers["Signature"] = mac_b64("sha1", r.key, r.body)


@provider("postmark", secret="harbour:tide-password-1", key="hash", type="Delivery", signs_body=False)
@provider("sparkpost", secret="harbour:tide-password-2", type="delivery", signs_body=False)
@provider("mailjet", secret="harbour:tide-password-3", key="hash", type="sent", signs_body=False)
def basic(r):
    r.headers["Authorization"] = "Basic " + b64(r.key)


@provider("brevo", key="hash", type="delivered", signs_body=False)
@provider("braze-currents", key="hash", type="users.messages.email.Delivery", signs_body=False)
def bearer(r):
    r.headers["Authorization"] = "Bearer " + r.secret


@provider("customer-io", type="email.delivered")
def customer_io(r):
    r.headers["X-CIO-Timestamp"] = str(r.now)
    r.headers["X-CIO-Signature"] = mac_hex("sha256", r.key, f"v0:{r.now}:", r.body)


@provider("klaviyo", key="hash", type="event:klaviyo.email_delivered")
def klaviyo(r):
    r.headers["Klaviyo-Signature"] = mac_hex("sha256", r.key, r.body, r.header("Klaviyo-Timestamp"))


@provider("iterable", key="hash", type="emailSend", signs_body=False)
@provider("airship", type="OPEN", signs_body=False)
def own_header(r):
    """The operator chooses a header and its value."""
    r.headers[r.settings["header"]] = r.secret


@provider("courier", key="hash", type="message:updated")
def courier(r):
    time = r.now * 1000
    r.headers["courier-signature"] = f"t={time},signature=" + mac_hex("sha256", r.key, f"{time}.", r.body)


# Support


@provider("helpscout", type="convo.created")
def helpscout(r):
    r.headers["X-HelpScout-Signature"] = b64(hmac.new(r.key, r.body, hashlib.sha1).digest())


@provider("front-app", key="inbound_received-evt_0001", type="inbound_received")
def front_app(r):
    time = r.now * 1000
    r.headers["X-Front-Request-Timestamp"] = str(time)
    r.headers["X-Front-Signature"] = mac_b64("sha256", r.key, f"{time}:", r.body)


@provider("front-rule", type="assign")
def front_rule(r):
    r.headers["X-Front-Signature"] = mac_b64("sha1", r.key, r.body)


@provider("crisp", type="message:send")
def crisp(r):
    r.headers["X-Crisp-Request-Timestamp"] = str(r.now * 1000)
    r.headers["X-Crisp-Signature"] = mac_hex("sha256", r.key, f"[{r.now * 1000};", r.body, "]")


# CRM


@provider("hubspot-v3", key="hash", type="contact.creation")
def hubspot_v3(r):
    time = r.headers["X-HubSpot-Request-Timestamp"] = str(r.now * 1000)
    r.headers["X-HubSpot-Signature-v3"] = mac_b64("sha256", r.key, "POST" + r.url, r.body, time)


@provider("hubspot-v1", key="hash", type="deal.propertyChange")
def hubspot_v1(r):
    r.headers["X-HubSpot-Signature"] = hashlib.sha256(r.key + r.body).hexdigest()


@provider("close", secret="0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0", type="lead.created")
def close(r):
    r.headers["close-sig-timestamp"] = str(r.now)
    r.headers["close-sig-hash"] = mac_hex("sha256", bytes.fromhex(r.secret), str(r.now), r.body)


@provider("keap", key="hash", type="contact.add", signs_body=False)
@provider("basecamp", type="todo_created", signs_body=False)
@provider("mailchimp", key="hash", type="subscribe", signs_body=False)
def token_in_query(r):
    r.query = "token=" + r.secret


@provider("autotask", key="hash", type="Account.Update")
def autotask(r):
    r.headers["X-Hook-Signature"] = "sha1=" + mac_b64("sha1", r.key, r.body)


@provider("jobber", key="hash", type="CLIENT_CREATE")
def jobber(r):
    r.headers["X-Jobber-Hmac-SHA256"] = mac_b64("sha256", r.key, r.body)


@provider("zoho-crm", key="hash", type="Leads.insert", signs_body=False)
@provider("figma", key="hash", type="FILE_UPDATE", signs_body=False)
def token_in_body(r):
    r.place(r.secret)


# Productivity


@provider("asana", key="hash", type="task.changed")
def asana(r):
    r.headers["X-Hook-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("clickup", key="7fa3ec74-69a8-4530-a251-8a13730bd204:evt_0001", type="taskStatusUpdated")
def clickup(r):
    r.headers["X-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("notion", secret="secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl", type="page.content_updated")
def notion(r):
    r.headers["X-Notion-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("airtable", secret=b64(b"a mac secret of 32 bytes, or so!"), key="hash", type="changed")
def airtable(r):
    r.headers["X-Airtable-Content-MAC"] = "hmac-sha256=" + mac_hex("sha256", base64.b64decode(r.secret), r.body)


@provider("plane", type="issue.updated")
def plane(r):
    r.headers["X-Plane-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("taiga", key="hash", type="userstory.create")
def taiga(r):
    r.headers["X-TAIGA-WEBHOOK-SIGNATURE"] = mac_hex("sha1", r.key, r.body)


@provider("openproject", key="hash", type="work_package:updated")
def openproject(r):
    r.headers["X-OP-Signature"] = "sha1=" + mac_hex("sha1", r.key, r.body)


# Scheduling


@provider("cal-com", key="hash", type="BOOKING_CREATED")
def cal_com(r):
    r.headers["X-Cal-Signature-256"] = mac_hex("sha256", r.key, r.body)


@provider("acuity", key="hash", type="appointment.scheduled")
def acuity(r):
    r.headers["X-Acuity-Signature"] = mac_b64("sha256", r.key, r.body)


@provider("cronofy", key="hash", type="change")
def cronofy(r):
    r.headers["Cronofy-HMAC-SHA256"] = mac_b64("sha256", "the secret before", r.body) + "," + mac_b64("sha256", r.key, r.body)


@provider("oncehub", type="booking.scheduled")
def oncehub(r):
    r.headers["Oncehub-Signature"] = f"t={r.now},s=" + mac_hex("sha256", r.key, f"{r.now}.", r.body)
