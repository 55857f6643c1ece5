import ipaddress
import time
from typing import Final

import httpx
from pydantic import BaseModel, Field, ValidationError

from reprise.apps.knowledge.ports import ModelFault

SECONDS: Final = 20.0  # for all of an answer, however slowly it drips
MOST_BYTES: Final = 64_000  # of an answer: what is asked for has a few sentences
MOST_TOKENS: Final = 500


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


class ChatModel:
    """A model asked by POST {address}/chat/completions, as most servers of models understand it."""

    def __init__(self, *, address: str, model: str, key: str = "", seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._address, self._model, self._key = httpx.URL(address.rstrip("/") + "/chat/completions"), model, key
        if self._address.scheme != "https" and not _is_here(self._address.host):
            raise ValueError("the address of a language model begins with https://, unless it is on this machine")

    def ask(self, *, instructions: str, question: str) -> str:
        """What the model says; raises ModelFault for whatever is no answer."""
        told = {
            "model": self._model, "temperature": 0, "max_tokens": MOST_TOKENS,
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": question}],
        }  # fmt: skip
        headers = {"Accept-Encoding": "identity"}  # a packed answer could unfold to more than is read
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            answer = self._answer(told, headers)
            return _Completion.model_validate_json(answer).choices[0].message.content
        except (httpx.HTTPError, httpx.InvalidURL, ValidationError) as fault:
            raise ModelFault(type(fault).__name__) from fault

    def _answer(self, told: dict[str, object], headers: dict[str, str]) -> bytes:
        taken, until = bytearray(), time.monotonic() + self._seconds
        with httpx.stream("POST", self._address, json=told, headers=headers, timeout=self._seconds) as reply:
            reply.raise_for_status()
            for piece in reply.iter_raw():
                taken += piece
                if len(taken) > MOST_BYTES:
                    raise ModelFault("too long")
                if time.monotonic() > until:
                    raise ModelFault("too slow")
        return bytes(taken)


def _is_here(host: str) -> bool:
    """Whether an address is on this machine: a name of this network could be anybody's."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
