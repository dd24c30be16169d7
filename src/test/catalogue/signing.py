"""Signs the sample of every provider file a second time, independently of the gateway.

The gateway signs and verifies by one template, so it cannot notice a template that is wrong. Here each provider's algorithm is
written down once more, in Python, after the provider's own documentation; `python3 src/test/catalogue/sign.py [ID ...]` writes
`src/test/resources/providers/<id>/samples.json`, which the test suite judges. Needs PyYAML, and openssl for key pairs.
"""
import base64, hashlib, hmac, json, os, subprocess, tempfile, urllib.parse
import yaml

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
NOW = 1795428000  # 2026-11-23T10:00:00Z
SIGNERS = {}


class Request:
    """A sample request. Signers change method, query, headers, body, and what is to be found in it."""

    def __init__(self, provider, sample, secret, id, settings):
        self.provider, self.secret, self.id, self.now, self.settings = provider, secret, id, NOW, settings
        self.method = sample.get("method", "POST")
        self.query = self.fill(str(sample.get("query", "")))
        self.headers = {"Host": "gateway.example"}
        self.body = self.fill(sample.get("body", "{}")).encode()
        if self.body:
            self.headers["Content-Type"] = sample.get("contentType", "application/json")
        for name, value in (sample.get("headers") or {}).items():
            self.headers[name] = self.fill(str(value))
        self.keys = {}  # jwks, cert_pem, key_pem, key_lookup_response: what a key address would answer

    def fill(self, text):
        return (text.replace("{id}", self.id).replace("{number}", self.id).replace("{seconds}", str(self.now))
                .replace("{millis}", str(self.now * 1000)).replace("{iso}", "2026-11-23T10:00:00Z"))

    @property
    def url(self):
        return "https://gateway.example/in/x" + ("?" + self.query if self.query else "")

    @property
    def base_url(self):
        return "https://gateway.example/in/x"

    @property
    def key(self):
        return self.secret.encode()

    @property
    def json(self):
        return json.loads(self.body)

    def header(self, name):
        return next(v for k, v in self.headers.items() if k.lower() == name.lower())

    def form(self, name):
        return dict(urllib.parse.parse_qsl(self.body.decode(), keep_blank_values=True))[name]

    def place(self, signature, form=False):
        """Puts the signature where the body waits for it."""
        text = urllib.parse.quote_plus(signature) if form else signature
        self.body = self.body.replace(b"{signature}", text.encode(), 1)


def provider(id, secret="tide-test-secret-0123456789", event="evt_0001", type=None, key=None, signs_body=True, docs=None, settings=None):
    """Registers a signer. `event`: fills {id}; `key`: the expected dedup key if not `event` ("hash" for a hash of the body);
    `type`: the expected event type; `signs_body`: whether a changed body must be noticed."""

    def register(sign):
        SIGNERS[id] = dict(sign=sign, secret=secret, event=event, key=key, type=type, signs_body=signs_body, settings=settings or {},
                           module=sign.__module__)
        return sign

    return register


def b64(data): return base64.b64encode(data).decode()
def b64url(data): return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
def utf8(text): return text if isinstance(text, bytes) else str(text).encode()
def join(*parts): return b"".join(utf8(p) for p in parts)
def mac(algorithm, key, *parts): return hmac.new(utf8(key), join(*parts), algorithm).digest()
def mac_hex(algorithm, key, *parts): return mac(algorithm, key, *parts).hex()
def mac_b64(algorithm, key, *parts): return b64(mac(algorithm, key, *parts))
def digest(algorithm, *parts): return hashlib.new(algorithm, join(*parts)).digest()
def whsec(secret): return base64.b64decode(secret.removeprefix("whsec_"))


def standard_webhooks(r, names="webhook-"):
    """https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"""
    r.headers[names + "id"], r.headers[names + "timestamp"] = r.id, str(r.now)
    r.headers[names + "signature"] = "v1," + mac_b64("sha256", whsec(r.secret), f"{r.id}.{r.now}.", r.body)


def openssl(*arguments, data=b""):
    done = subprocess.run(["openssl", *arguments], input=data, capture_output=True)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return done.stdout


def key_pair(kind="rsa"):
    """A test key pair: rsa, ec (P-256), ec521, ed25519; made when first asked for. Returns (path of both halves, public PEM)."""
    folder = os.path.join(ROOT, "target", "catalogue-keys")
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, kind + ".pem")
    if not os.path.exists(path):
        options = {"rsa": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
                   "ec": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
                   "ec521": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
                   "ed25519": ["-algorithm", "ED25519"]}[kind]
        private = openssl("genpkey", *options)
        with open(path, "wb") as f:
            f.write(private)
        with open(path, "ab") as f:
            f.write(openssl("pkey", "-in", path, "-pubout"))
    with open(path) as f:
        text = f.read()
    return path, text[text.index("-----BEGIN PUBLIC KEY"):].strip()


def public_raw(kind="ed25519"):
    """The 32 bytes of an Ed25519 public key."""
    return base64.b64decode("".join(key_pair(kind)[1].splitlines()[1:-1]))[-32:]


def sign(kind, *parts, hash="sha256", pss=False):
    """A signature by a test key: rsa PKCS#1 or PSS, ec as ASN.1, ed25519."""
    path, _ = key_pair(kind)
    data = join(*parts)
    if kind == "ed25519":
        with tempfile.NamedTemporaryFile() as f:
            f.write(data)
            f.flush()
            return openssl("pkeyutl", "-sign", "-inkey", path, "-rawin", "-in", f.name)
    extra = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"] if pss else []
    return openssl("dgst", "-" + hash, "-sign", path, *extra, data=data)


def p1363(der, size=32):
    """An ASN.1 ECDSA signature as two numbers of fixed length."""
    body = der[2 + (der[1] == 0x81):]
    numbers = []
    for _ in range(2):
        numbers.append(int.from_bytes(body[2:2 + body[1]], "big").to_bytes(size, "big"))
        body = body[2 + body[1]:]
    return b"".join(numbers)


def jwt(claims, header=None, key=None, alg="HS256", kind=None):
    """A web token: HS* with `key`, else with a test key pair of this kind."""
    head = {"alg": alg, "typ": "JWT", **(header or {})}
    signed = b64url(json.dumps(head).encode()) + "." + b64url(json.dumps(claims).encode())
    if alg.startswith("HS"):
        return signed + "." + b64url(mac("sha" + alg[2:], key, signed))
    hash = "sha" + (alg[2:] if alg[2:].isdigit() else "256")
    signature = sign(kind, signed, hash=hash, pss=alg.startswith("PS"))
    if alg.startswith("ES"):
        signature = p1363(signature, {"ES256": 32, "ES384": 48, "ES512": 66}[alg])
    return signed + "." + b64url(signature)


def jwk(kind="rsa", kid="k1"):
    """The public half of a test key pair as a JSON web key."""
    path, _ = key_pair(kind)
    if kind == "rsa":
        n = openssl("rsa", "-in", path, "-noout", "-modulus").decode().strip().split("=")[1]
        return {"kty": "RSA", "kid": kid, "alg": "RS256", "n": b64url(bytes.fromhex(n)), "e": "AQAB"}
    if kind == "ed25519":
        return {"kty": "OKP", "crv": "Ed25519", "kid": kid, "x": b64url(public_raw(kind))}
    der = base64.b64decode("".join(key_pair(kind)[1].splitlines()[1:-1]))
    size = {"ec": 32, "ec521": 66}[kind]
    x, y = der[-2 * size:-size], der[-size:]
    return {"kty": "EC", "kid": kid, "crv": {"ec": "P-256", "ec521": "P-521"}[kind], "x": b64url(x), "y": b64url(y)}


def certificate(kind="rsa"):
    """A self-signed certificate of a test key pair."""
    path, _ = key_pair(kind)
    cert = path.replace(".pem", ".crt")
    if not os.path.exists(cert):
        openssl("req", "-new", "-x509", "-key", path, "-subj", "/CN=tidegate-test", "-days", "36500", "-out", cert)
    with open(cert) as f:
        return f.read()


def write(id):
    """Writes samples.json of one provider."""
    entry = SIGNERS[id]
    with open(os.path.join(ROOT, "config", "providers", id + ".yaml")) as f:
        file = yaml.load(f, Loader=yaml.BaseLoader)
    settings = {name: s.get("example") or s.get("default", "") for name, s in (file.get("settings") or {}).items()}
    settings.update(entry["settings"])
    r = Request(id, file.get("sample") or {}, entry["secret"], entry["event"], settings)
    entry["sign"](r)
    content = r.body or r.query.encode()
    key = entry["key"] or entry["event"]
    sample = {"id": id + "-genuine", "provider": id,
              "source": f"the sample of the provider file, signed by src/test/catalogue/{entry['module']}.py after {file['docs']}",
              "generated": True, "secret": r.secret}
    if settings:
        sample["settings"] = settings
    sample.update(r.keys)
    sample.update({"method": r.method, "url": r.url, "headers": r.headers})
    try:
        sample["body"] = r.body.decode()
    except UnicodeDecodeError:
        sample["body_base64"] = b64(r.body)
    sample.update({"now": r.now, "eventId": "sha256:" + hashlib.sha256(content).hexdigest() if key == "hash" else key,
                   "eventType": entry["type"] or "", "bodyIsSigned": entry["signs_body"], "valid": True})
    folder = os.path.join(ROOT, "src", "test", "resources", "providers", id)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "samples.json"), "w") as f:
        json.dump([sample], f, indent=2, ensure_ascii=False)
        f.write("\n")
