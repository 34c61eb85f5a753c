"""A passkey as a device would have made it, for pages that read what is kept of one."""

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode as text
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

NUMBER = b"phone"


def credential() -> dict:
    """What a browser sends when a passkey was made. Nobody has the key to it."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    kept = AttestedCredentialData.create(bytes(16), NUMBER, key)
    made = AttestationObject.create("none", AuthenticatorData.create(bytes(32), flags, 0, kept), {})
    asked = CollectedClientData.create("webauthn.create", b"challenge", "https://planner.example")
    said = {"clientDataJSON": text(asked), "attestationObject": text(made)}
    return {"id": text(NUMBER), "rawId": text(NUMBER), "type": "public-key", "response": said}
