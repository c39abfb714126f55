package io.callstream.gateway.server;

import io.callstream.gateway.api.PathText;
import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.auth.ConnectionAuthenticator;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Grant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers everything that is no call: pages, and requests for what is not there. */
final class PageHandler {
    private static final String READING = "GET, HEAD, OPTIONS";
    private static final String CALLING = "POST, OPTIONS";
    private static final String ALL = "GET, HEAD, POST, OPTIONS";
    private static final String SERVER = "*";
    private static final int NO_CONTENT = 204;
    private static final CallError FULL =
            new CallError(GatewayError.TOO_MANY_CONNECTIONS, "The gateway has too many connections open.");

    private final Pages pages;
    private final LoopServices services;
    private final CrossOrigin crossOrigin;

    PageHandler(LoopServices services, CrossOrigin crossOrigin) {
        this.services = services;
        this.pages = services.pages();
        this.crossOrigin = crossOrigin;
    }

    Page answer(ClientRequest request, ConnectionAuthenticator authenticator) {
        if (request.refusal() != null) {
            return error(request, request.refusal());
        }
        byte[] preflight = request.method().equals("OPTIONS") ? crossOrigin.preflight(request.headers()) : null;
        String allowed = allowed(request.path());
        if (preflight != null) {
            return options(allowed == null ? ALL : allowed).with(preflight);
        }
        if (allowed == null) {
            return notFound(request);
        }
        return switch (request.method()) {
            case "OPTIONS" -> options(allowed);
            case "GET", "HEAD" ->
                allowed.equals(READING) ? show(request, authenticator) : wrongMethod(request, allowed);
            default -> wrongMethod(request, allowed);
        };
    }

    /** For a connection beyond those that there is room for. */
    Page vital(ClientRequest request) {
        Function<Viewer, Page> page =
                pages.vital().contains(request.path()) ? pages.byPath().get(request.path()) : null;
        if (page == null || request.refusal() != null) {
            return error(request, FULL);
        }
        return page.apply(new Viewer(Grant.FREE, request.headers()));
    }

    /** The methods that a path takes; null when there is no such path. */
    private @Nullable String allowed(String path) {
        if (path.equals(SERVER)) {
            return ALL;
        }
        if (pages.byPath().containsKey(path) || pages.beginning(path) != null) {
            return READING;
        }
        List<String> methods = pages.services().methods(path);
        if (!methods.isEmpty()) {
            return String.join(", ", methods) + ", OPTIONS";
        }
        List<String> calls = services.apis().methods(path);
        if (!calls.isEmpty()) {
            return String.join(", ", calls) + ", OPTIONS";
        }
        return services.posts().containsKey(path) ? CALLING : null;
    }

    private Page show(ClientRequest request, ConnectionAuthenticator authenticator) {
        String path = request.path();
        Function<Viewer, Page> page = pages.byPath().get(path);
        String place = page == null ? pages.beginning(path) : path;
        if (place == null) {
            return notFound(request);
        }
        Grant grant = Grant.FREE;
        if (pages.keyed().contains(place)) {
            Admission admission = authenticator.admit(request.headers());
            if (admission instanceof Admission.Refused refused) {
                return error(request, refused.error());
            }
            grant = ((Admission.Admitted) admission).grant();
        }
        Viewer viewer = new Viewer(grant, request.headers());
        if (page != null) {
            return page.apply(viewer);
        }
        String rest = PathText.decoded(path.substring(place.length()));
        BiFunction<String, Viewer, Page> below = pages.below().get(place);
        return rest == null || below == null ? notFound(request) : below.apply(rest, viewer);
    }

    private static Page options(String allowed) {
        return new Page(NO_CONTENT, "text/plain", new byte[0], allowed, Page.NO_LINES);
    }

    private Page notFound(ClientRequest request) {
        CallError absent = new CallError(
                GatewayError.NOT_FOUND,
                "The gateway has no path " + ShownText.of(request.path()) + ": it takes /v1/chat/completions,"
                        + " /v1/completions, /v1/embeddings, /v1/models and the other paths of OpenAI's, Anthropic's and"
                        + " the management API that its guide names, and passes on what is below the name of a provider"
                        + " (/cohere/...) of which model_list has a deployment.");
        return error(request, absent);
    }

    private Page wrongMethod(ClientRequest request, String allowed) {
        CallError wrong = new CallError(GatewayError.METHOD_NOT_ALLOWED, "The path takes " + allowed + ".");
        return error(request, wrong).allowing(allowed);
    }

    /** In the form of the API whose path was asked for. */
    Page error(ClientRequest request, CallError refusal) {
        return Page.error(refusal.error(), services.apis().errorBody(request.path(), refusal));
    }
}
