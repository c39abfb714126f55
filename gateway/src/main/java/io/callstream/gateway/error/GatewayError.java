package io.callstream.gateway.error;

import java.util.Locale;

/**
 * The table of errors: kind → HTTP status, OpenAI error body, origin, retryable, metric tag. The name of a constant is
 * the {@code error_code} of failure events and never changes. A kind is chosen by status and structured codes, never
 * by the words of a message. {@code docs/reference/errors.md} is generated from this table.
 */
public enum GatewayError {
    INVALID_JSON(400, "invalid_json", "The request body is no JSON object."),
    INVALID_REQUEST(400, "invalid_request", "A field of the request has a value that cannot be."),
    UNSUPPORTED(400, "unsupported_parameter", "The request asks for something that the model's provider cannot do."),
    AUTHENTICATION(401, "invalid_api_key", "No key was given, or one that the gateway does not know."),
    KEY_UNKNOWN(
            401,
            "token_not_found_in_db",
            Code.UNAUTHORIZED,
            Origin.CLIENT,
            false,
            "The key that was given is neither in the configuration nor among those made at run time."),
    KEY_EXPIRED(401, "expired_key", Code.UNAUTHORIZED, Origin.CLIENT, false, "The key has expired."),
    KEY_BLOCKED(
            401,
            Type.AUTH,
            Code.UNAUTHORIZED,
            Origin.CLIENT,
            false,
            "The key, its team, its organization or the end user of the call is blocked."),
    KEY_MODEL_DENIED(
            403, "key_model_access_denied", Code.FORBIDDEN, Origin.CLIENT, false, "The key may not call this model."),
    TEAM_MODEL_DENIED(
            403,
            "team_model_access_denied",
            Code.FORBIDDEN,
            Origin.CLIENT,
            false,
            "The key's team may not call this model."),
    ORGANIZATION_MODEL_DENIED(
            403,
            "org_model_access_denied",
            Code.FORBIDDEN,
            Origin.CLIENT,
            false,
            "The organization that the key belongs to may not call this model."),
    USER_MODEL_DENIED(
            403,
            "user_model_access_denied",
            Code.FORBIDDEN,
            Origin.CLIENT,
            false,
            "The key's user may not call this model."),
    ROUTE_DENIED(403, Type.AUTH, Code.FORBIDDEN, Origin.CLIENT, false, "The key may not call this path."),
    ENTITY_NOT_FOUND(
            404,
            "not_found_error",
            "404",
            Origin.CLIENT,
            false,
            "There is no such key, team, user, customer, budget, model or credential."),
    ENTITY_EXISTS(
            409,
            "bad_request_error",
            "409",
            Origin.CLIENT,
            false,
            "A credential is to be made whose name is taken, at run time or by the configuration."),
    BAD_ENTITY(
            400,
            "bad_request_error",
            "400",
            Origin.CLIENT,
            false,
            "A request to the management API has a field that cannot be."),
    STATE_UNAVAILABLE(
            503,
            "no_db_connection",
            "503",
            Origin.GATEWAY,
            true,
            "A change of keys, teams, users, customers, budgets or models could not be written to Kafka."),
    CACHE_UNAVAILABLE(
            503,
            "cache_ping_error",
            "503",
            Origin.GATEWAY,
            true,
            "The cache of answers was asked for by its pages, and is not on or cannot be reached; calls go on without it."),
    CALLS_NOT_KEPT(
            501,
            "not_implemented_error",
            "501",
            Origin.CLIENT,
            false,
            "Rows of single calls were asked of the management API, which has sums of days; the events have the calls."),
    KEPT_IN_CONFIGURATION(
            501,
            "not_implemented_error",
            "501",
            Origin.CLIENT,
            false,
            "The management API was asked to change models or credentials, and general_settings.store_model_in_db is off."),
    MODEL_NOT_FOUND(404, "model_not_found", "The configuration has no model of that name."),
    PREVIOUS_RESPONSE_NOT_FOUND(
            400,
            "previous_response_not_found",
            "The response that a request goes on from is not kept, no longer kept, or another key's."),
    RESPONSE_NOT_FOUND(
            404, "response_not_found", "The response that is asked for is not kept, no longer kept, or another key's."),
    PROMPT_NOT_FOUND(404, "prompt_not_found", "The source of prompts has none of that name, label or version."),
    PROMPT_ACCESS_DENIED(
            403, "prompt_access_denied", "The source of prompts refused the account that a prompt was asked for with."),
    PROMPT_UNAVAILABLE(
            503,
            "prompt_unavailable",
            Origin.NETWORK,
            "The source of prompts did not answer, and the prompt is not known from before."),
    NO_DEPLOYMENT_FOR_TAGS(
            401,
            "no_deployment_for_tags",
            "No deployment of the model group is meant for the call's tags (router_settings.enable_tag_filtering)."),
    NO_DEPLOYMENTS(
            429,
            Type.RATE_LIMIT,
            "no_deployments_available",
            Origin.GATEWAY,
            true,
            "All deployments of the model group are left alone after failures, or have used up rpm or tpm, or have no place for a call; the"
                    + " answer says when to try again."),
    NOT_FOUND(404, "unknown_url", "The gateway has no such path."),
    METHOD_NOT_ALLOWED(405, "method_not_allowed", "The path does not take this method."),
    ORIGIN_NOT_ALLOWED(
            403,
            "origin_not_allowed",
            "A web page of another machine asked a gateway without keys; see callstream.server.cors.origins."),
    PAYLOAD_TOO_LARGE(413, "payload_too_large", "The request body is larger than server.max_body_bytes."),
    UNSUPPORTED_CODING(
            415,
            "unsupported_content_encoding",
            "The request body has a Content-Encoding other than gzip, deflate and identity."),
    HEADERS_TOO_LARGE(431, "headers_too_large", "The request's head is larger than server.max_header_bytes."),
    REQUEST_TIMEOUT(
            408,
            Type.INVALID_REQUEST,
            "request_timeout",
            Origin.CLIENT,
            true,
            "The request did not arrive within server.request_timeout."),
    TOO_MANY_CONNECTIONS(
            503, "too_many_connections", Origin.GATEWAY, "The gateway has server.max_connections open already."),
    NOT_RECORDED(
            503,
            "not_recorded",
            Origin.GATEWAY,
            "The call could not be recorded in time as durably as callstream.spool.durability asks for, or not at all"
                    + " while callstream.spool.on_full refuses calls."),
    OVERLOADED(
            503,
            "overloaded",
            Origin.GATEWAY,
            "The gateway has no memory left for the request, or no room for another call to this provider."),
    RATE_LIMITED(
            429,
            Type.RATE_LIMIT,
            "rate_limit_exceeded",
            Origin.PROVIDER,
            true,
            "The provider answered 429; its own body is passed on."),
    LIMIT_EXCEEDED(
            429,
            Type.THROTTLING,
            "429",
            Origin.CLIENT,
            true,
            "A limit of requests, tokens or calls at once of the key, or of whom it belongs to, has been reached; Retry-After"
                    + " says when to try again."),
    BUDGET_EXCEEDED(
            429,
            Type.BUDGET,
            "429",
            Origin.CLIENT,
            false,
            "A budget of the key, or of whom it belongs to, has been spent."),
    PROVIDER_AUTHENTICATION(
            401,
            Type.AUTHENTICATION,
            "provider_authentication",
            Origin.PROVIDER,
            false,
            "The provider refused the deployment's key (401 or 403)."),
    PROVIDER_CREDENTIALS(
            401,
            Type.AUTHENTICATION,
            "provider_credentials",
            Origin.GATEWAY,
            true,
            "The gateway could get no credentials for the deployment's provider; the event and the gateway's log say why."),
    PROVIDER_CONFLICT(
            409,
            Type.INVALID_REQUEST,
            "provider_conflict",
            Origin.PROVIDER,
            true,
            "The provider answered 409; status and body are passed on."),
    PROVIDER_REJECTED(
            400,
            Type.INVALID_REQUEST,
            "provider_rejected",
            Origin.PROVIDER,
            false,
            "The provider answered another 4xx; status and body are passed on."),
    CONTEXT_WINDOW_EXCEEDED(
            400,
            Type.INVALID_REQUEST,
            "context_length_exceeded",
            Origin.PROVIDER,
            false,
            "The provider's code says that the prompt is too long for the model; status and body are passed on."),
    CONTENT_POLICY_VIOLATION(
            400,
            Type.INVALID_REQUEST,
            "content_policy_violation",
            Origin.PROVIDER,
            false,
            "The provider's code says that it refuses what the prompt says; status and body are passed on."),
    PROVIDER_ERROR(
            502,
            "provider_error",
            Origin.PROVIDER,
            "The provider answered 5xx, or an error under a good status; status and body are passed on."),
    PROVIDER_UNREACHABLE(502, "provider_unreachable", Origin.NETWORK, "No connection to the provider could be made."),
    PROVIDER_UNAVAILABLE(
            503, "provider_unavailable", Origin.NETWORK, "The connection to the provider broke before it answered."),
    PROVIDER_TIMEOUT(
            504, "provider_timeout", Origin.PROVIDER, "The provider did not answer within the deployment's timeout."),
    PROVIDER_PROTOCOL(
            502, "provider_protocol", Origin.PROVIDER, "What the provider sent is no HTTP or no answer of its API."),
    STREAM_INTERRUPTED(
            502,
            "stream_interrupted",
            Origin.PROVIDER,
            "The answer broke off or the provider reported an error in it."),
    CLIENT_DISCONNECTED(
            499,
            Type.INVALID_REQUEST,
            "client_disconnected",
            Origin.CLIENT,
            true,
            "The client hung up; the call to the provider was cancelled."),
    STAGE_TIMEOUT(
            504,
            "stage_timeout",
            Origin.GATEWAY,
            "A step before the call, such as one that fetches something, took too long."),
    HOOK_REJECTED(
            400,
            "hook_rejected",
            "A request hook of the configuration rejected the request; the client gets the hook's message."),
    HOOK_FAILED(
            503,
            "hook_failed",
            Origin.GATEWAY,
            "A request hook that is fail_closed could not decide: it took too long, failed, or no thread was free."),
    SHUTTING_DOWN(503, "shutting_down", Origin.GATEWAY, "The gateway is stopping; another one will answer."),
    GATEWAY_LOST(0, "gateway_lost", Origin.GATEWAY, "The gateway died during the call; recorded by its next start."),
    INTERNAL(500, "internal_error", Origin.GATEWAY, "A fault of the gateway itself.");

    private static final int UNAVAILABLE = 503;

    /** LiteLLM's codes, which say the status once more. */
    private static final class Code {
        static final String UNAUTHORIZED = "401";
        static final String FORBIDDEN = "403";
    }

    /** OpenAI's values of {@code error.type}, and LiteLLM's. */
    private static final class Type {
        static final String AUTH = "auth_error";
        static final String INVALID_REQUEST = "invalid_request_error";
        static final String AUTHENTICATION = "authentication_error";
        static final String RATE_LIMIT = "rate_limit_error";
        static final String SERVER = "server_error";
        /** LiteLLM's, for limits of its own. */
        static final String THROTTLING = "throttling_error";
        /** LiteLLM's. */
        static final String BUDGET = "budget_exceeded";
    }

    private final int httpStatus;
    private final String type;
    private final String code;
    private final Origin origin;
    private final boolean retryable;
    private final String meaning;
    private final String tag;

    /** A request that is refused for what it is, and will be each time. */
    GatewayError(int httpStatus, String code, String meaning) {
        this(httpStatus, Type.INVALID_REQUEST, code, Origin.CLIENT, false, meaning);
    }

    /** What somebody else than the client is to blame for, and may be over soon. */
    GatewayError(int httpStatus, String code, Origin origin, String meaning) {
        this(httpStatus, Type.SERVER, code, origin, true, meaning);
    }

    GatewayError(int httpStatus, String type, String code, Origin origin, boolean retryable, String meaning) {
        this.httpStatus = httpStatus;
        this.type = type;
        this.code = code;
        this.origin = origin;
        this.retryable = retryable;
        this.meaning = meaning;
        this.tag = name().toLowerCase(Locale.ROOT);
    }

    /** What an answer of this status means; only for statuses from 400 up. */
    public static GatewayError ofProviderStatus(int status) {
        if (status >= 500) {
            return status == 504 ? PROVIDER_TIMEOUT : PROVIDER_ERROR;
        }
        return switch (status) {
            case 401, 403 -> PROVIDER_AUTHENTICATION;
            case 408 -> PROVIDER_TIMEOUT;
            case 424 -> PROVIDER_ERROR; // the model failed, not the request
            case 409 -> PROVIDER_CONFLICT;
            case 429 -> RATE_LIMITED;
            default -> PROVIDER_REJECTED;
        };
    }

    /** Status given to the client where the provider gave none; 0 when nobody is left to answer. */
    public int httpStatus() {
        return httpStatus;
    }

    /** OpenAI's {@code error.type}. */
    public String type() {
        return type;
    }

    /** OpenAI's {@code error.code}. */
    public String code() {
        return code;
    }

    public Origin origin() {
        return origin;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** Whether it may be over in a second, when the client should try again. */
    public boolean passes() {
        return httpStatus == UNAVAILABLE && retryable;
    }

    /** One sentence for the reference. */
    public String meaning() {
        return meaning;
    }

    /** Value of the metrics' {@code error} tag. */
    public String tag() {
        return tag;
    }
}
