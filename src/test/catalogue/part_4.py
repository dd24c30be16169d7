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
@provider("folk", secret="whsec_" + b64(b"a key of 24 bytes, of f."), type="person.created")
@provider("fathom", secret="whsec_" + b64(b"a key of 24 bytes, fa..."), type="new-meeting-content-ready")
@provider("granola", secret="whsec_" + b64(b"a key of 24 bytes, gr..."), type="note.created")
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
@provider("pipedrive", secret="harbour:tide-password-4", key="hash", type="create.deal", signs_body=False)
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
@provider("freshdesk", key="hash", signs_body=False)
@provider("gorgias", key="hash", signs_body=False)
@provider("copper", key="hash", type="lead.update", signs_body=False)
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


@provider("intercom", type="conversation.user.created")
def intercom(r):
    r.headers["X-Hub-Signature"] = "sha1=" + mac_hex("sha1", r.key, r.body)


@provider("zendesk", secret="dGhpcyBpcyBhIHRlc3Qgc2VjcmV0", type="zen:event-type:ticket.created")
def zendesk(r):
    r.headers["X-Zendesk-Webhook-Signature"] = mac_b64("sha256", r.key, "2026-11-23T10:00:00Z", r.body)


@provider("freshchat", key="message_create-evt_0001", type="message_create")
def freshchat(r):
    r.secret = key_pair("rsa")[1]
    r.headers["X-Freshchat-Signature"] = b64(sign("rsa", r.body))


@provider("chatwoot", type="message_created")
def chatwoot(r):
    time = r.headers["X-Chatwoot-Timestamp"] = str(r.now)
    r.headers["X-Chatwoot-Signature"] = "sha256=" + mac_hex("sha256", r.key, time, ".", r.body)


@provider("tawk", type="chat:start")
def tawk(r):
    r.headers["X-Tawk-Signature"] = mac_hex("sha1", r.key, r.body)


@provider("plain", type="thread.thread_created")
def plain(r):
    r.headers["Plain-Request-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("zoho-desk", key="hash", type="Ticket_Add", signs_body=False)
def zoho_desk(r):
    r.secret, r.keys["jwks"] = "", {"keys": [jwk("rsa", "desk1")]}
    claims = {"iss": "orgId:" + r.settings["orgId"], "aud": "webhookId:" + r.settings["webhookId"], "iat": r.now, "exp": r.now + 300}
    r.headers["X-ZDesk-JWT"] = jwt(claims, {"kid": "desk1"}, alg="RS256", kind="rsa")


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
@provider("salesforce-outbound", key="hash", type="04k3000000001dXAAQ", signs_body=False)
@provider("activecampaign", key="hash", type="subscribe", signs_body=False)
@provider("affinity", key="hash", type="list_entry.created", signs_body=False)
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
@provider("livechat", key="hash", type="incoming_chat", signs_body=False)
def token_in_body(r):
    r.place(r.secret)


@provider("bitrix24", key="hash", type="ONCRMDEALADD", signs_body=False)
def token_in_form(r):
    r.place(r.secret, form=True)


@provider("attio", type="record.created")
def attio(r):
    r.headers["Attio-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("highlevel", type="ContactCreate")
def highlevel(r):
    r.secret = "".join(key_pair("ed25519")[1].splitlines()[1:-1])
    r.headers["X-GHL-Signature"] = b64(sign("ed25519", r.body))


@provider("outreach", key="hash", type="prospect.created")
def outreach(r):
    r.headers["Outreach-Webhook-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("salesloft", key="hash", type="person_created")
def salesloft(r):
    r.headers["x-salesloft-signature"] = mac_hex("sha1", r.key, r.body)


@provider("streak", key="hash", signs_body=False)
def streak(r):
    r.headers["X-Streak-Webhook-Token"] = r.secret


@provider("kommo", type="text")
def kommo(r):
    r.headers["X-Signature"] = mac_hex("sha1", r.key, r.body)


@provider("gong", key="hash", type="call")
def gong(r):
    r.secret = key_pair("rsa")[1]
    claims = {"webhook_url": r.url, "body_sha256": hashlib.sha256(r.body).hexdigest(), "iat": r.now, "exp": r.now + 300}
    r.headers["Authorization"] = "Bearer " + jwt(claims, alg="RS256", kind="rsa")


# Meetings


@provider("fireflies", key="hash", type="meeting.transcribed")
def fireflies(r):
    r.headers["X-Hub-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("circleback", key="hash", type="meeting")
def circleback(r):
    r.headers["x-signature"] = mac_hex("sha256", r.key, r.body)


# Productivity


@provider("jira", type="jira:issue_created")
@provider("confluence", key="hash", type="page_created")
def atlassian(r):
    r.headers["X-Hub-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("trello", type="updateCard")
def trello(r):
    r.headers["X-Trello-Webhook"] = mac_b64("sha1", r.key, r.body, r.url)


@provider("monday", type="create_pulse", signs_body=False)
def monday(r):
    claims = {"accountId": 1825528, "userId": 4012689, "aud": r.url, "iat": r.now, "exp": r.now + 300}
    r.headers["Authorization"] = jwt(claims, key=r.key)


@provider("todoist", type="item:added")
def todoist(r):
    r.headers["X-Todoist-Hmac-SHA256"] = mac_b64("sha256", r.key, r.body)


@provider("shortcut", type="story.update")
def shortcut(r):
    r.headers["Payload-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("teamwork", type="TASK.CREATED")
def teamwork(r):
    r.headers["X-Projects-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("smartsheet", type="row.created")
def smartsheet(r):
    r.headers["Smartsheet-Hmac-SHA256"] = mac_hex("sha256", r.key, r.body)


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


@provider("savvycal", type="event.created")
def savvycal(r):
    r.headers["X-SavvyCal-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body).upper()


# Communities


@provider("discourse", type="topic_created")
def discourse(r):
    r.headers["X-Discourse-Event-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)
