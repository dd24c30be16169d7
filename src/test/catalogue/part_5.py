"""Signers of the providers' samples, part five: productivity, forms, signing, hiring, media, content, social, analytics, devices."""
from signing import *

WHSEC = "whsec_dGlkZS10ZXN0LXNlY3JldC0wMTIzNDU2Nzg5"


def stamp(r, name, value=None):
    """Puts the time, in seconds if not said otherwise, into a header field."""
    r.headers[name] = str(r.now if value is None else value)
    return r.headers[name]


def multipart(r, name):
    """A field of a multipart form whose boundary is "tide"."""
    part = next(p for p in r.body.split(b"--tide") if b'name="' + name.encode() + b'"' in p)
    return part.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n")


@provider("nylas", type="message.created")
def _(r):
    r.headers["X-Nylas-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("surveymonkey", type="response_completed")
def _(r):
    r.headers["Sm-Signature"] = mac_b64("sha1", f"{r.settings['clientId']}&{r.secret}", r.body)


@provider("formbricks", WHSEC, type="responseFinished")
def _(r):
    standard_webhooks(r)


@provider("dropbox-sign", type="signature_request_signed", signs_body=False,
          key=mac_hex("sha256", "tide-test-secret-0123456789", f"{NOW}signature_request_signed")
              + "-fa5c8a0b0f492d768749333ad6fcc214c111e967-evt_0001")
def _(r):
    event = json.loads(multipart(r, "json"))["event"]
    r.place(mac_hex("sha256", r.key, event["event_time"] + event["event_type"]))


@provider("documenso", type="DOCUMENT_COMPLETED", key="DOCUMENT_COMPLETED-10-2026-11-23T10:00:00.000Z", signs_body=False)
def _(r):
    r.headers["X-Documenso-Secret"] = r.secret


@provider("docuseal", WHSEC, type="form.completed", key="form.completed-12-2026-11-23T10:00:00.000Z")
def _(r):
    r.headers["X-Docuseal-Signature"] = f"{r.now}." + mac_hex("sha256", r.secret, f"{r.now}.", r.body)


@provider("signwell", type="document_signed", signs_body=False,
          key=mac_hex("sha256", "tide-test-secret-0123456789", f"document_signed@{NOW}") + "-6e0f3a52-evt_0001")
def _(r):
    event = r.json["event"]
    r.place(mac_hex("sha256", r.key, event["type"], "@", event["time"]))


@provider("greenhouse", type="candidate_stage_change")
def _(r):
    r.headers["Signature"] = "sha256 " + mac_hex("sha256", r.key, r.body)


@provider("bamboohr", type="Updated", key="hash")
def _(r):
    time = stamp(r, "X-BambooHR-Timestamp")
    r.headers["X-BambooHR-Signature"] = mac_hex("sha256", r.key, r.body, time)


@provider("hibob", type="employee.updated", key="hash")
def _(r):
    r.headers["Bob-Signature"] = mac_b64("sha512", r.key, r.body)


@provider("api-video", type="video.encoding.quality.completed", key="hash")
def _(r):
    r.headers["X-Api-Video-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("uploadthing", "sk_live_0123456789abcdef", type="callback", key="hash")
def _(r):
    r.headers["x-uploadthing-signature"] = "hmac-sha256=" + mac_hex("sha256", r.key, r.body)


@provider("transloadit", type="ASSEMBLY_COMPLETED", signs_body=False)
def _(r):
    r.place("sha384:" + mac_hex("sha384", r.key, multipart(r, "transloadit")))


@provider("filestack", type="fp.upload", key="hash")
def _(r):
    time = stamp(r, "FS-Timestamp")
    r.headers["FS-Signature"] = mac_hex("sha256", r.key, time, ".", r.body)


@provider("box", type="FILE.UPLOADED")
def _(r):
    time = stamp(r, "Box-Delivery-Timestamp", "2026-11-23T02:00:00-08:00")
    r.headers["Box-Signature-Primary"] = mac_b64("sha256", r.key, r.body, time)
    r.headers["Box-Signature-Secondary"] = mac_b64("sha256", "the other key", r.body, time)


@provider("dropbox", type="list_folder", key="hash")
def _(r):
    r.headers["X-Dropbox-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("sanity", type="update")
def _(r):
    r.headers["sanity-webhook-signature"] = f"t={r.now}000,v1=" + b64url(mac("sha256", r.key, f"{r.now}000.", r.body))


@provider("storyblok", type="published", key="hash")
def _(r):
    r.headers["webhook-signature"] = mac_hex("sha1", r.key, r.body)


@provider("ghost", type="post.published", key="hash")
def _(r):
    r.headers["X-Ghost-Signature"] = f"sha256={mac_hex('sha256', r.key, r.body, f'{r.now}000')}, t={r.now}000"


@provider("hygraph", type="publish", key=f"publish-ckt2j9xq01-{NOW}000")
def _(r):
    signed = json.dumps({"Body": r.body.decode(), "EnvironmentName": "master", "TimeStamp": r.now * 1000},
                        separators=(",", ":"), ensure_ascii=False)
    r.headers["gcms-signature"] = f"sign={mac_b64('sha256', r.key, signed)}, env=master, t={r.now}000"


@provider("tally", type="FORM_RESPONSE")
def _(r):
    r.headers["Tally-Signature"] = mac_b64("sha256", r.key, r.body)


@provider("docusign", type="envelope-completed", key="evt_0001-envelope-completed-2026-11-23T10:00:00.0000000Z")
def _(r):
    r.headers["X-DocuSign-Signature-1"] = mac_b64("sha256", "another key of the account", r.body)
    r.headers["X-DocuSign-Signature-2"] = mac_b64("sha256", r.key, r.body)


@provider("pandadoc", type="document_state_changed", key="hash")
def _(r):
    r.query = "signature=" + mac_hex("sha256", r.key, r.body)


@provider("boldsign", type="Signed")
def _(r):
    new, old = (mac_hex("sha256", key, f"{r.now}.", r.body) for key in ("the new secret", r.secret))
    r.headers["X-BoldSign-Signature"] = f"t={r.now}, s0={new}, s1={old}"


@provider("zoho-sign", type="RequestSigningSuccess", key=f"evt_0001-RequestSigningSuccess-{NOW}000")
def _(r):
    r.headers["X-ZS-WEBHOOK-SIGNATURE"] = mac_b64("sha256", r.key, r.body)


@provider("yousign", type="signature_request.done")
def _(r):
    r.headers["X-Yousign-Signature-256"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("ironclad", type="workflow_launched")
def _(r):
    _, r.secret = key_pair("rsa")
    nonce = "c2f9a3e0"
    r.headers["X-Ironclad-Webhook-Verification"] = json.dumps({
        "nonce": nonce, "signAlgorithm": "RSA-SHA256", "encoding": "base64",
        "signature": b64(sign("rsa", r.header("X-Ironclad-Webhook-Event-Id"), r.body, nonce))})


@provider("signnow", type="user.document.complete", key="hash", signs_body=False)
def _(r):
    r.headers["X-Webhook-Token"] = r.secret


@provider("d4sign", type="4", key="evt_0001-4-ada@example.com", signs_body=False)
def _(r):
    r.headers["Content-Hmac"] = "sha256=" + mac_hex("sha256", r.key, r.form("uuid"))


@provider("lever", type="candidateStageChange", signs_body=False)
def _(r):
    r.place(mac_hex("sha256", r.key, r.json["token"], r.json["triggeredAt"]))


@provider("workable", type="candidate_moved", key="evt_0001-candidate_moved-2026-11-23T10:00:00Z")
def _(r):
    r.headers["X-Workable-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("ashby", type="candidateHire", key="hash")
def _(r):
    r.headers["Ashby-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("recruitee", type="candidate_moved")
def _(r):
    r.headers["X-Recruitee-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("merge", type="Candidate.changed", key="hash")
def _(r):
    r.headers["X-Merge-Webhook-Signature"] = base64.urlsafe_b64encode(mac("sha256", r.key, r.body)).decode()


@provider("wistia", type="viewing_session.play")
def _(r):
    r.headers["X-Wistia-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("framer", type="form.submitted")
def _(r):
    r.headers["Framer-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body, r.id)


@provider("contentstack", type="entry.update", key="hash", signs_body=False)
def _(r):
    r.headers["X-Webhook-Token"] = r.secret


@provider("kick", secret="", type="chat.message.sent")
def _(r):
    time = stamp(r, "Kick-Event-Message-Timestamp", "2026-11-23T10:00:00Z")
    r.keys["key_lookup_response"] = {"data": {"public_key": key_pair("rsa")[1] + "\n"}, "message": "OK"}
    r.headers["Kick-Event-Signature"] = b64(sign("rsa", r.id, ".", time, ".", r.body))


@provider("patreon", type="members:pledge:create", key="hash")
def _(r):
    r.headers["X-Patreon-Signature"] = mac_hex("md5", r.key, r.body)


@provider("linkedin", type="ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS", key="hash")
def _(r):
    r.headers["X-LI-Signature"] = mac_hex("sha256", r.key, "hmacsha256=", r.body)


@provider("segment", type="track")
def _(r):
    r.headers["X-Signature"] = mac_hex("sha1", r.key, r.body)


@provider("unipile", type="message_received", key="hash", signs_body=False)
def _(r):
    r.headers["Unipile-Auth"] = r.secret


@provider("strava", "120475", type="activity.update", key=f"activity-evt_0001-update-{NOW}", signs_body=False)
def _(r):
    r.place(r.secret)


@provider("smartcar", type="VEHICLE_STATE")
def _(r):
    r.headers["SC-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("seam", WHSEC, type="lock.unlocked")
def _(r):
    standard_webhooks(r, "svix-")


@provider("lettermint", WHSEC, type="message.delivered", key="hash")
def _(r):
    r.headers["X-Lettermint-Signature"] = f"t={r.now},v1=" + mac_hex("sha256", r.key, f"{r.now}.", r.body)


@provider("emailit", WHSEC, type="email.delivered", key="hash")
def _(r):
    time = stamp(r, "X-Emailit-Timestamp")
    r.headers["X-Emailit-Signature"] = mac_hex("sha256", r.key, time, ".", r.body)


@provider("ahasend", "aha-whsec-0123456789", type="message.delivered")
def _(r):
    time = stamp(r, "webhook-timestamp")
    r.headers["webhook-signature"] = "v1," + mac_b64("sha256", r.key, f"{r.id}.{time}.", r.body)


@provider("hirehive", WHSEC, type="candidate.created")
def _(r):
    standard_webhooks(r)


@provider("formsort", type="answers", key="hash")
def _(r):
    r.headers["X-Formsort-Signature"] = b64url(mac("sha256", r.key, r.body))


@provider("productplan", type="idea.created", key="hash", signs_body=False)
def _(r):
    r.headers["X-PRODUCTPLAN-WEBHOOK-TOKEN"] = r.secret


@provider("webflow", type="form_submission", key="hash")
def _(r):
    time = stamp(r, "X-Webflow-Timestamp", r.now * 1000)
    r.headers["X-Webflow-Signature"] = mac_hex("sha256", r.key, time, ":", r.body)


@provider("prismic", type="api-update", key="hash", signs_body=False)
def _(r):
    r.place(r.secret)


@provider("datocms", "harbour:high water", type="item.update", key="hash", signs_body=False)
def _(r):
    r.headers["Authorization"] = "Basic " + b64(r.key)


@provider("frame-io", type="file.created", key=f"file.created-evt_0001-{NOW}")
def _(r):
    time = stamp(r, "X-Frameio-Request-Timestamp")
    r.headers["X-Frameio-Signature"] = "v0=" + mac_hex("sha256", r.key, f"v0:{time}:", r.body)


@provider("tiktok", type="post.publish.complete", key="hash")
def _(r):
    r.headers["TikTok-Signature"] = f"t={r.now},s=" + mac_hex("sha256", r.key, f"{r.now}.", r.body)


@provider("fitbit", type="activities", key="hash")
def _(r):
    r.headers["X-Fitbit-Signature"] = mac_b64("sha1", r.secret + "&", r.body)


@provider("oura", type="daily_sleep.update", key="daily_sleep-update-evt_0001-2026-11-23T10:00:00+00:00")
def _(r):
    time = stamp(r, "x-oura-timestamp")
    r.headers["x-oura-signature"] = mac_hex("sha256", r.key, time, r.body).upper()


@provider("whoop", type="sleep.updated")
def _(r):
    time = stamp(r, "X-WHOOP-Signature-Timestamp", r.now * 1000)
    r.headers["X-WHOOP-Signature"] = mac_b64("sha256", r.key, time, r.body)


@provider("terra", type="activity", key="hash")
def _(r):
    r.headers["terra-signature"] = f"t={r.now},v1=" + mac_hex("sha256", r.key, f"{r.now}.", r.body)


@provider("polar-accesslink", type="EXERCISE", key="EXERCISE-evt_0001-2026-11-23T10:00:00Z")
def _(r):
    r.headers["Polar-Webhook-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("samsara", "dGlkZS10ZXN0LXNlY3JldC0wMTIzNDU2Nzg5", type="Alert")
def _(r):
    time = stamp(r, "X-Samsara-Timestamp")
    r.headers["X-Samsara-Signature"] = "v1=" + mac_hex("sha256", base64.b64decode(r.secret), f"v1:{time}:", r.body)


@provider("netatmo", type="NACamera-movement", key="hash")
def _(r):
    r.headers["X-Netatmo-secret"] = mac_hex("sha256", r.key, r.body)


@provider("meraki-scanning", type="WiFi", key="hash", signs_body=False)
def _(r):
    r.place(r.secret)


@provider("verkada", type="person_of_interest", key="hash")
def _(r):
    r.headers["Verkada-Signature"] = f"{r.now}|" + mac_hex("sha256", r.key, r.body, f"|{r.now}")


@provider("formstack", type="submission")
def _(r):
    r.headers["X-FS-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("wufoo", type="entry.created", key="hash", signs_body=False)
def _(r):
    r.place(r.secret, form=True)


@provider("lucca", type="employee.updated", key="hash")
def _(r):
    time = stamp(r, "Lucca-Timestamp", "2026-11-23T10:00:00Z")
    r.headers["Lucca-Signature"] = mac_b64("sha256", r.key, time, ".", r.body)


def own_header(r):
    """A header field that the operator chose, with the secret in it."""
    r.headers[r.settings["header"]] = r.secret


def own_parameter(r):
    """A parameter that the operator put into the address, with the secret in it."""
    r.query = "token=" + r.secret


provider("fillout", type="submission", key="hash", signs_body=False)(own_header)
provider("jotform", type="submission", signs_body=False)(own_parameter)
provider("wordpress", type="publish_post", key="hash", signs_body=False)(own_parameter)
provider("rudderstack", type="track", signs_body=False)(own_header)
provider("amplitude", type="Berth Booked", key="hash", signs_body=False)(own_header)
provider("posthog", type="berth booked", signs_body=False)(own_header)
provider("zapier", type="lead.new", signs_body=False)(own_header)
provider("make", type="lead.new", signs_body=False)(own_header)
provider("withings", type="1", key="hash", signs_body=False)(own_parameter)
provider("particle", type="temperature", key="hash", signs_body=False)(own_header)


@provider("google-forms", type="form.submitted", key="evt_0001-2026-11-23T10:00:00.000Z", signs_body=False)
def _(r):
    r.headers["Authorization"] = "Bearer " + r.secret


@provider("constant-contact", secret="", type="tier.increase")
def _(r):
    key = jwk("rsa")
    del key["kid"]
    r.keys["jwks"] = {"keys": [key]}
    head = b64url(json.dumps({"alg": "RS256", "ts": r.now, "b64": False, "crit": ["b64"]}).encode())
    r.headers["X-CTCT-WEBHOOK-SIG"] = head + ".." + b64url(sign("rsa", head, ".", r.body))
    SIGNERS["constant-contact"]["key"] = hashlib.sha256(r.body).hexdigest() + f"-{r.now}"


@provider("hireflix", type="interview.create", key="hash")
def _(r):
    r.headers["x-hireflix-signature"] = mac_b64("sha256", r.key, r.body)


@provider("seatable", type="modify_row", key="hash")
def _(r):
    r.headers["X-SeaTable-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("composio", "composio-secret-0123456789", type="GITHUB_STAR_ADDED_EVENT")
def _(r):
    time = stamp(r, "webhook-timestamp")
    r.headers["webhook-signature"] = "v1," + mac_b64("sha256", r.key, f"{r.id}.{time}.", r.body)
