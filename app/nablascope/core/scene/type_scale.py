"""The type scale: every size and weight text is set in; sizes are ems in scene units."""

REGULAR, MEDIUM, SEMIBOLD = 400, 500, 600

TITLE, NAME, NUMBER = 15.0, 13.0, 13.5
CHIP = 11.0
ROW_NAME = 10.5
SMALL = 10.0
BADGE = 9.5
