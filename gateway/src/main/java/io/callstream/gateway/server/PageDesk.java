package io.callstream.gateway.server;

import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.auth.Doorkeeper;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.exchange.Refusal;
import io.callstream.gateway.provider.Api;
import java.util.function.Supplier;

/** Answers everything that is no call: pages, and requests for what is not there. */
final class PageDesk {
    private static final String READING = "GET, HEAD, OPTIONS";
    private static final String CALLING = "POST, OPTIONS";
    private static final int NO_CONTENT = 204;

    private final Pages pages;

    PageDesk(Pages pages) {
        this.pages = pages;
    }

    Page answer(ClientRequest request, Doorkeeper doorkeeper) {
        if (request.refusal() != null) {
            return error(request.refusal());
        }
        Supplier<Page> page = pages.byPath().get(request.path());
        boolean call = Api.find(request.path()) != null;
        if (page == null && !call) {
            return error(new Refusal(GatewayError.NOT_FOUND, "The gateway has no such path."));
        }
        String allowed = call ? CALLING : READING;
        return switch (request.method()) {
            case "OPTIONS" -> new Page(NO_CONTENT, "text/plain", new byte[0], allowed);
            case "GET", "HEAD" -> page == null ? wrongMethod(allowed) : show(page, request, doorkeeper);
            default -> wrongMethod(allowed);
        };
    }

    private Page show(Supplier<Page> page, ClientRequest request, Doorkeeper doorkeeper) {
        if (pages.keyed().contains(request.path())
                && doorkeeper.admit(request.head().headers()) instanceof Admission.Refused refused) {
            return error(new Refusal(GatewayError.AUTHENTICATION, refused.message()));
        }
        return page.get();
    }

    private static Page wrongMethod(String allowed) {
        return error(new Refusal(GatewayError.METHOD_NOT_ALLOWED, "The path takes " + allowed + "."))
                .allowing(allowed);
    }

    static Page error(Refusal refusal) {
        return Page.json(refusal.error().httpStatus(), refusal.error().openAiBody(refusal.message(), refusal.param()));
    }
}
