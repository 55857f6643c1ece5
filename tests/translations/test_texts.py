from tools.translations.texts import Text, in_python, in_template


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
