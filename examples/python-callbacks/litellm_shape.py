"""What LiteLLM hands to a CustomLogger, made from an event. docs/reference/litellm-fields.md says where each field comes from."""

import json
from datetime import datetime, timedelta, timezone

try:
    import litellm
except ImportError:  # handlers that need nothing of LiteLLM but the base class run without it
    litellm = None

NANO = 1_000_000_000
ROUTES = {"chat_completion": "/v1/chat/completions", "text_completion": "/v1/completions", "embedding": "/v1/embeddings"}
ERRORS = {400: "BadRequestError", 401: "AuthenticationError", 403: "PermissionDeniedError", 404: "NotFoundError",
          408: "Timeout", 422: "UnprocessableEntityError", 429: "RateLimitError", 500: "InternalServerError",
          502: "BadGatewayError", 503: "ServiceUnavailableError", 504: "Timeout"}


class Answer(dict):
    """A JSON object whose fields are attributes, too, as those of LiteLLM's ModelResponse and Usage are."""

    __getattr__ = dict.get

    def json(self) -> dict:
        return dict(self)

    model_dump = json


def response(event: dict):
    """The answer: LiteLLM's own class where LiteLLM is installed; None if the event has no body."""
    body = parsed(event.get("response_body"))
    if not isinstance(body, dict):
        return None
    if litellm is not None and body.get("object") in ("chat.completion", "text_completion"):
        kind = litellm.ModelResponse if body["object"] == "chat.completion" else litellm.TextCompletionResponse
        return kind(**body)
    return answer(body)


def chunk(event: dict):
    body = parsed(event.get("delta"))
    if not isinstance(body, dict):
        return None
    stream = getattr(getattr(getattr(litellm, "types", None), "utils", None), "ModelResponseStream", None)
    return stream(**body) if stream is not None and body.get("object") == "chat.completion.chunk" else answer(body)


def answer(value):
    if isinstance(value, dict):
        return Answer({name: answer(each) for name, each in value.items()})
    return [answer(each) for each in value] if isinstance(value, list) else value


def times(event: dict) -> tuple[datetime, datetime]:
    """Start and end, without a zone and in local time, as LiteLLM has them."""
    start = event.get("started_at") or event["event_time"]
    if event.get("duration_us") is not None:
        end = start + timedelta(microseconds=event["duration_us"])
    else:
        end = max(start, event["event_time"])
    return local(start), local(end)


def local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=moment.tzinfo or timezone.utc).astimezone().replace(tzinfo=None)


def kwargs(kind: str, event: dict) -> dict:
    """The dictionary that LiteLLM calls model_call_details."""
    request = parsed(event.get("request_body")) or {}
    parameters = parsed(event.get("parameters")) or {}
    said = request.get("messages") or request.get("prompt") or request.get("input")
    start, end = times(event)
    details = {
        "model": event.get("model") or event.get("model_group"), "messages": said, "input": said,
        "litellm_call_id": event["call_id"], "litellm_trace_id": event.get("session_id") or event["trace_id"],
        "call_type": {"chat_completion": "acompletion", "text_completion": "atext_completion",
                      "embedding": "aembedding"}.get(event.get("call_type"), event.get("call_type")),
        "user": event.get("end_user"), "stream": event.get("stream", False), "optional_params": parameters,
        "custom_llm_provider": event.get("provider"), "start_time": start, "cache_hit": event.get("cache_hit"),
        "litellm_params": litellm_params(event, request), **parameters,
        "additional_args": {"complete_input_dict": request, "api_base": event.get("api_base")}}
    if kind in ("success", "failure"):
        details.update(ended(kind, event, start, end))
    return details


def litellm_params(event: dict, request: dict) -> dict:
    metadata = {name: parsed(value) for name, value in event.get("metadata", {}).items()}
    metadata.update({
        "user_api_key": event.get("key_hash"), "user_api_key_hash": event.get("key_hash"),
        "user_api_key_alias": event.get("key_alias"), "user_api_key_team_id": event.get("team_id"),
        "user_api_key_user_id": event.get("user_id"), "user_api_key_end_user_id": event.get("end_user"),
        "model_group": event.get("model_group"), "deployment": event.get("model"),
        "model_info": {"id": event.get("deployment_id")}, "tags": event.get("tags", [])})
    return {
        "metadata": metadata, "api_base": event.get("api_base"), "litellm_call_id": event["call_id"],
        "model_info": {"id": event.get("deployment_id")},
        "proxy_server_request": {
            "url": ROUTES.get(event.get("call_type"), event.get("call_type")), "method": "POST",
            "headers": dict(event.get("request_headers", {}), **user_agent(event)), "body": request}}


def ended(kind: str, event: dict, start: datetime, end: datetime) -> dict:
    cost = event.get("cost_nano_usd")
    first = event.get("ttft_us")
    details = {
        "end_time": end, "original_response": event.get("provider_response_body") or event.get("response_body"),
        "completion_start_time": end if first is None else start + timedelta(microseconds=first),
        "response_cost": None if cost is None else cost / NANO,
        "log_event_type": "successful_api_call" if kind == "success" else "failed_api_call"}
    if kind == "success" and event.get("stream"):
        details["complete_streaming_response"] = details["async_complete_streaming_response"] = response(event)
    if kind == "failure":
        details["exception"] = error(event)
        details["traceback_exception"] = None  # a failed call is no exception of the gateway
        details["response_cost"] = details["response_cost"] or 0
    details["standard_logging_object"] = standard_logging_object(kind, event, details)
    return details


def standard_logging_object(kind: str, event: dict, details: dict) -> dict:
    request = parsed(event.get("request_body")) or {}
    start, end = times(event)
    payload = {
        "id": event.get("response_id") or event["call_id"], "trace_id": event.get("session_id") or event["trace_id"],
        "call_type": event.get("call_type"), "stream": event.get("stream"), "status": kind,
        "response_cost": details["response_cost"], "custom_llm_provider": event.get("provider"),
        "prompt_tokens": event.get("prompt_tokens") or 0, "completion_tokens": event.get("completion_tokens") or 0,
        "total_tokens": event.get("total_tokens") or 0, "startTime": start.timestamp(), "endTime": end.timestamp(),
        "completionStartTime": details["completion_start_time"].timestamp(),
        "response_time": (details["completion_start_time"] - start).total_seconds(),
        "model": event.get("model"), "model_id": event.get("deployment_id"), "model_group": event.get("model_group"),
        "api_base": event.get("api_base"), "cache_hit": event.get("cache_hit"), "request_tags": event.get("tags", []),
        "end_user": event.get("end_user"), "requester_ip_address": event.get("client_ip"),
        "messages": request.get("messages") or request.get("prompt") or request.get("input"),
        "response": parsed(event.get("response_body")), "model_parameters": parsed(event.get("parameters")) or {},
        "metadata": litellm_params(event, request)["metadata"],
        "hidden_params": {"model_id": event.get("deployment_id"), "api_base": event.get("api_base"),
                          "litellm_overhead_time_ms": None if event.get("gateway_us") is None else event["gateway_us"] / 1000,
                          "additional_headers": event.get("provider_headers", {})}}
    if kind == "failure":
        payload["error_str"] = event.get("message")
        payload["error_information"] = {
            "error_code": str(event.get("http_status") or ""), "error_class": type(details["exception"]).__name__,
            "llm_provider": event.get("provider"), "error_message": event.get("message")}
    return payload


def error(event: dict) -> Exception:
    """LiteLLM's exception for the status where LiteLLM is installed, else one of that name."""
    status = event.get("http_status") or 500
    name = ERRORS.get(status, "APIError")
    message = event.get("message") or event.get("error_code")
    if litellm is not None and hasattr(litellm, name):
        try:
            return getattr(litellm, name)(
                message=message, llm_provider=event.get("provider") or "", model=event.get("model") or "")
        except TypeError:
            pass  # its constructor wants more than an event knows
    made = type(name, (Exception,), {})(message)
    made.status_code, made.message, made.llm_provider = status, message, event.get("provider")
    return made


def user_agent(event: dict) -> dict:
    return {"user-agent": event["user_agent"]} if event.get("user_agent") else {}


def parsed(text):
    """The JSON in a text; the text itself if there is none in it."""
    if not isinstance(text, str):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
