"""Passwords for the demo: easy to type, never in the repository, and other ones on every machine."""

from django.utils.crypto import salted_hmac

WORDS = """
acorn amber apple apron autumn badge baker barley basil basket beach berry birch blanket bonnet bread breeze
brick bridge brook brush bubble bucket butter button cabin canal candle canoe carrot castle cedar chalk cherry
chimney cider cinder cloud clover cobble coral cotton crayon cricket cushion daisy damson dapple donkey
feather fiddle finch flannel flask forest garden ginger gravel hammock harbour hazel heather hedge heron honey
island ivory jacket jigsaw jumper kettle ladder lantern lemon linen lobster magnet maple marble meadow melon
minnow mitten muffin mustard napkin nettle nutmeg oatmeal olive orchard otter paddle parsley pebble pencil
pepper picnic pigeon pillow plum pocket poppy potato pottery puddle pumpkin quilt radish raven ribbon river
robin rocket saddle saffron salmon sandal scarf spinach teapot thimble walnut willow
""".split()


def password_for(email: str) -> str:
    """Return this person's password on this machine: three words and a number that follow from its SECRET_KEY."""
    number = int.from_bytes(salted_hmac("activities.demo", email, algorithm="sha256").digest())
    parts = []
    for _ in range(3):
        number, word = divmod(number, len(WORDS))
        parts.append(WORDS[word])
    return "-".join([*parts, str(1000 + number % 9000)])
