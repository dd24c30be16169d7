"""Source control, continuous integration, cloud, observability and commerce, part one."""
from signing import *


@provider("gitlab-token", type="Issue Hook", signs_body=False)
def _(r):
    r.headers["X-Gitlab-Token"] = r.secret


@provider("bitbucket", type="repo:push")
def _(r):
    r.headers["X-Hub-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("bitbucket-server", type="pr:opened")
def _(r):
    r.headers["X-Hub-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)


@provider("gitea", type="push")
def _(r):
    r.headers["X-Gitea-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("forgejo", type="push")
def _(r):
    r.headers["X-Forgejo-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("gogs", type="push")
def _(r):
    r.headers["X-Gogs-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("sourcehut", type="GIT_POST_RECEIVE")
def _(r):
    r.secret = b64(public_raw())
    r.headers["X-Payload-Signature"] = b64(sign("ed25519", r.body, r.header("X-Payload-Nonce")))


@provider("phabricator", key="hash", type="TASK")
def _(r):
    r.headers["X-Phabricator-Webhook-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("azure-devops", secret="tide:test-password-0123456789", key="evt_0001-3", type="git.push", signs_body=False)
def _(r):
    r.headers["Authorization"] = "Basic " + b64(r.key)


@provider("circleci", type="workflow-completed")
def _(r):
    r.headers["circleci-signature"] = "v1=" + mac_hex("sha256", r.key, r.body)


@provider("travis-ci", secret="", key="hash", type="Passed")
def _(r):
    r.headers["Signature"] = b64(sign("rsa", r.form("payload"), hash="sha1"))
    r.keys["key_lookup_response"] = {"config": {"notifications": {"webhook": {"public_key": key_pair("rsa")[1]}}}}


@provider("buildkite", key="hash", type="build.finished")
def _(r):
    r.headers["X-Buildkite-Signature"] = f"timestamp={r.now},signature=" + mac_hex("sha256", r.key, f"{r.now}.", r.body)


@provider("buildkite-token", key="hash", type="build.finished", signs_body=False)
def _(r):
    r.headers["X-Buildkite-Token"] = r.secret


@provider("semaphore", type="passed")
def _(r):
    r.headers["X-Semaphore-Signature-256"] = mac_hex("sha256", r.key, r.body)


@provider("expo-eas", type="finished")
def _(r):
    r.headers["expo-signature"] = "sha1=" + mac_hex("sha1", r.key, r.body)


@provider("hcp-terraform", key="evt_0001-run:completed-2026-11-23T12:00:00.000Z", type="run:completed")
def _(r):
    r.headers["X-TFE-Notification-Signature"] = mac_hex("sha512", r.key, r.body)


@provider("pulumi", type="stack_update")
def _(r):
    r.headers["Pulumi-Webhook-Signature"] = mac_hex("sha256", r.key, r.body)


@provider("spacelift", key="hash", type="FINISHED")
def _(r):
    r.headers["X-Signature-256"] = "sha256=" + mac_hex("sha256", r.key, r.body)
    r.headers["X-Signature"] = "sha1=" + mac_hex("sha1", r.key, r.body)


@provider("flux-notification", key="hash", type="ValidationFailed")
def _(r):
    r.headers["X-Signature"] = "sha256=" + mac_hex("sha256", r.key, r.body)
