"""Message signatures (RFC 9421, draft-cavage-http-signatures) and the open standards."""
from signing import *
from email.utils import formatdate


def cavage(r, key_id, names, algorithm, make, spelling="keyId", digest="SHA-256"):
    """https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12#section-2.3: one line a name, its value as sent."""
    r.headers["Date"] = formatdate(r.now, usegmt=True)
    r.headers["Digest"] = digest + "=" + b64(hashlib.sha256(r.body).digest())
    sent = {name.lower(): value for name, value in r.headers.items()}
    sent["(request-target)"] = r.method.lower() + " " + r.url.removeprefix("https://gateway.example")
    signature = b64(make("\n".join(f"{name}: {sent[name]}" for name in names.split())))
    return f'{spelling}="{key_id}",algorithm="{algorithm}",signature="{signature}",headers="{names}"'


@provider("drone", key="hash", type="build")
def _(r):
    r.headers["Signature"] = cavage(r, "hmac-key", "date digest", "hmac-sha256", lambda text: mac("sha256", r.key, text))


@provider("keygen", type="license.created")
def _(r):
    r.secret = public_raw().hex()
    r.headers["Keygen-Signature"] = cavage(r, "1fddcec8-8dd3-4d8d-9b16-215cac0f9b52", "(request-target) host date digest",
                                           "ed25519", lambda text: sign("ed25519", text), "keyid", "sha-256").replace(",", ", ")


@provider("smartthings", secret="", type="DEVICE_EVENT")
def _(r):
    r.keys["cert_pem"] = certificate()
    r.headers["Authorization"] = "Signature " + cavage(
        r, "/pl/useast2/1b-75-d2", "(request-target) digest date", "rsa-sha256", lambda text: sign("rsa", text))


@provider("http-signature", key="hash", type="tide.turned")
def _(r):
    """https://www.rfc-editor.org/rfc/rfc9421#section-2.5"""
    r.secret = key_pair("ed25519")[1]
    r.headers["Content-Digest"] = f"sha-512=:{b64(hashlib.sha512(r.body).digest())}:"
    values = {"@method": r.method, "@target-uri": r.url, "content-digest": r.headers["Content-Digest"]}
    covered = "(" + " ".join(f'"{name}"' for name in values) + f');created={r.now};keyid="tide-1"'
    base = "".join(f'"{name}": {value}\n' for name, value in values.items()) + f'"@signature-params": {covered}'
    r.headers["Signature-Input"] = "tide=" + covered
    r.headers["Signature"] = f"tide=:{b64(sign('ed25519', base))}:"


@provider("standard-webhooks", secret="whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3", type="tide.turned")
def _(r):
    standard_webhooks(r)


@provider("rest-hooks", key="hash", type="contact.added")
def _(r):
    r.headers["X-Hook-Signature"] = mac_hex("sha256", r.key, r.body)
