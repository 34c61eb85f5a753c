"""Which device and browser somebody uses, in words that they would use themselves."""

# The first that fits: every browser also claims to be some that are older than it is.
BROWSERS = (
    ("Firefox", ("Firefox/", "FxiOS/")),
    ("Edge", ("Edg/", "EdgA/", "EdgiOS/")),
    ("Samsung Internet", ("SamsungBrowser/",)),
    ("Opera", ("OPR/",)),
    ("Chrome", ("Chrome/", "CriOS/")),
    ("Safari", ("Safari/",)),
)
DEVICES = (
    ("an iPhone", ("iPhone",)),
    ("an iPad", ("iPad",)),
    ("an Android phone", ("Android", "Mobile")),
    ("an Android tablet", ("Android",)),
    ("a Chromebook", ("CrOS",)),
    ("Windows", ("Windows",)),
    ("a Mac", ("Macintosh",)),
    ("Linux", ("Linux",)),
)


def device_of(user_agent: str) -> str:
    """Say "Chrome on an Android phone" for what a browser says of itself; it may say anything, and often less."""
    browser = next((name for name, signs in BROWSERS if any(sign in user_agent for sign in signs)), "A browser")
    device = next((name for name, signs in DEVICES if all(sign in user_agent for sign in signs)), "a device")
    return f"{browser} on {device}"
