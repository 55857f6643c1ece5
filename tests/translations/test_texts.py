import ast

from tools.translations.texts import MARKS, SOURCE, Text, in_python, in_template


def test_marks_in_python_are_found() -> None:
    source = (
        'sentence = mark("The goods "\n    "are back.")\n'
        'ngettext("%(n)s photo", "%(n)s photos", n)\npgettext("verb", "Return")\ngettext(name)\n'
    )
    assert list(in_python(source, "a.py")) == [
        Text("", "The goods are back.", "", "a.py:1"),
        Text("", "%(n)s photo", "%(n)s photos", "a.py:3"),
        Text("verb", "Return", "", "a.py:4"),
    ]


def test_marks_in_templates_are_found() -> None:
    source = """{% load i18n %}
  <p title="{% translate 'Ask' %}">{% blocktranslate trimmed count n=photos|length %}
      One photo
    {% plural %}
      {{ n }} photos
    {% endblocktranslate %}</p>
<c-button label="{% translate "Return" context "verb" %}">Don't mind (this
"""
    assert [(text.context, text.singular, text.plural) for text in in_template(source, "a.html")] == [
        ("", "Ask", ""),
        ("", "One photo", "%(n)s photos"),
        ("verb", "Return", ""),
    ]


def marks_in_formatted_strings(source: str) -> list[int]:
    """The lines on which a literal text is marked within a formatted string, where nobody would find it."""
    formatted = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    calls = [call for each in formatted for call in ast.walk(each) if isinstance(call, ast.Call)]
    return [
        call.lineno for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in MARKS and isinstance(call.args[0], ast.Constant)
    ]  # fmt: skip


def test_no_text_hides_within_a_formatted_string() -> None:
    assert marks_in_formatted_strings("f\"{gettext('Hello')} {name}\"") == [1]
    paths = [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts]
    hidden = {path: marks_in_formatted_strings(path.read_text(encoding="utf-8")) for path in paths}
    assert {path: lines for path, lines in hidden.items() if lines} == {}
