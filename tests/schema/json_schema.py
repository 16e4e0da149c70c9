"""A validator for the part of JSON Schema 2020-12 that the schemas of the case language use.

A keyword that is not known here is an error of the test, so that no part of a schema is passed
over in silence.
"""

import re

SAID_ONLY = {"$schema", "$id", "$defs", "title", "description", "examples", "format"}


def pattern(text):
    """As ECMA-262 has it: a $ at the end is the end of the text, not a place before a line feed."""
    return re.compile(text[:-1] + r"\Z" if text.endswith("$") else text)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "number": is_number,
}


class Validator:
    def __init__(self, root):
        self.root = root

    def faults(self, value, schema=None, place="$"):
        """Every sentence that is to be said against the value."""
        schema = self.root if schema is None else schema
        for keyword, says in schema.items():
            if keyword in SAID_ONLY:
                continue
            check = getattr(self, "check_" + keyword.lstrip("$"), None)
            if check is None:
                raise ValueError(f"the keyword {keyword} is not known to this validator")
            yield from check(value, says, schema, place)

    def holds(self, value, schema):
        return not list(self.faults(value, schema))

    def check_ref(self, value, says, schema, place):
        if not says.startswith("#/$defs/"):
            raise ValueError(f"a reference to {says}")
        yield from self.faults(value, self.root["$defs"][says.removeprefix("#/$defs/")], place)

    def check_type(self, value, says, schema, place):
        if not TYPES[says](value):
            yield f"{place}: {value!r} is no {says}"

    def check_const(self, value, says, schema, place):
        if value != says or isinstance(value, bool) != isinstance(says, bool):
            yield f"{place}: {value!r} is not {says!r}"

    def check_enum(self, value, says, schema, place):
        if value not in says:
            yield f"{place}: {value!r} is none of {says}"

    def check_pattern(self, value, says, schema, place):
        if isinstance(value, str) and not pattern(says).search(value):
            yield f"{place}: {value!r} does not look like {says}"

    def check_minLength(self, value, says, schema, place):  # noqa: N802
        if isinstance(value, str) and len(value) < says:
            yield f"{place}: {value!r} is too short"

    def check_maxLength(self, value, says, schema, place):  # noqa: N802
        if isinstance(value, str) and len(value) > says:
            yield f"{place}: {value!r} is too long"

    def check_minimum(self, value, says, schema, place):
        if is_number(value) and value < says:
            yield f"{place}: {value!r} is below {says}"

    def check_maximum(self, value, says, schema, place):
        if is_number(value) and value > says:
            yield f"{place}: {value!r} is above {says}"

    def check_minItems(self, value, says, schema, place):  # noqa: N802
        if isinstance(value, list) and len(value) < says:
            yield f"{place}: too few items"

    def check_maxItems(self, value, says, schema, place):  # noqa: N802
        if isinstance(value, list) and len(value) > says:
            yield f"{place}: too many items"

    def check_uniqueItems(self, value, says, schema, place):  # noqa: N802
        if isinstance(value, list) and any(item in value[:at] for at, item in enumerate(value)):
            yield f"{place}: an item stands there twice"

    def check_items(self, value, says, schema, place):
        if isinstance(value, list):
            for at, item in enumerate(value):
                yield from self.faults(item, says, f"{place}[{at}]")

    def check_properties(self, value, says, schema, place):
        if isinstance(value, dict):
            for key in value.keys() & says.keys():
                yield from self.faults(value[key], says[key], f"{place}.{key}")

    def check_required(self, value, says, schema, place):
        if isinstance(value, dict):
            for key in says:
                if key not in value:
                    yield f"{place}: {key} is missing"

    def check_additionalProperties(self, value, says, schema, place):  # noqa: N802
        if not isinstance(value, dict):
            return
        for key in value.keys() - schema.get("properties", {}).keys():
            if says is False:
                yield f"{place}: there is no key {key}"
            else:
                yield from self.faults(value[key], says, f"{place}.{key}")

    def check_anyOf(self, value, says, schema, place):  # noqa: N802
        if not any(self.holds(value, one) for one in says):
            yield f"{place}: {value!r} is none of what may stand there"

    def check_oneOf(self, value, says, schema, place):  # noqa: N802
        count = sum(self.holds(value, one) for one in says)
        if count != 1:
            yield f"{place}: {count} of {len(says)} ways instead of one"
