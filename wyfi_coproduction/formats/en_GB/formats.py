"""How dates and times read on screen: "Friday 31 October 2026"."""

DATE_FORMAT = "l j F Y"
SHORT_DATE_FORMAT = "D j M"
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "l j F Y, H:i"
