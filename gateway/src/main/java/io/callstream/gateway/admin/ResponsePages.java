package io.callstream.gateway.admin;

import io.callstream.gateway.api.responses.KeptItems;
import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageRequest;
import io.callstream.gateway.server.PageService;
import io.callstream.gateway.stage.conversation.Conversations;
import io.callstream.gateway.stage.conversation.KeptResponse;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers that are kept, as clients of the Responses API ask for them again. For what a provider keeps itself, a call answers. */
public final class ResponsePages {
    private static final List<String> STEMS =
            List.of("/v1/responses/*", "/responses/*", "/openai/v1/responses/*", "/openai/responses/*");

    private static final String GET = "GET";
    private static final int MOST_ITEMS = 100;
    private static final int USUAL_ITEMS = 20;

    private final Conversations conversations;

    public ResponsePages(Conversations conversations) {
        this.conversations = conversations;
    }

    /** Services by path and method. */
    public Map<String, Map<String, PageService>> byPath() {
        Map<String, Map<String, PageService>> paths = new HashMap<>();
        for (String stem : STEMS) {
            paths.put(stem, Map.of(GET, found(ResponsePages::show), "DELETE", found(this::remove)));
            paths.put(stem + "/input_items", Map.of(GET, found(ResponsePages::items)));
            paths.put(stem + "/cancel", Map.of("POST", found((asked, kept) -> cancel(asked))));
        }
        return paths;
    }

    /** For who may call the API, and a response of their own. */
    private PageService found(BiFunction<PageRequest, KeptResponse, Page> then) {
        return asked -> {
            Admission.Admitted caller = asked.caller();
            CallError refusal = caller.grant().routeRefusal(Operation.RESPONSES.path());
            if (refusal != null) {
                return Page.error(refusal.error(), refusal.message(), refusal.param());
            }
            Optional<KeptResponse> kept = conversations.find(asked.variable(), Conversations.owner(caller.key()));
            return kept.map(response -> response.deployment() == null ? then.apply(asked, response) : Page.CALL)
                    .orElseGet(() -> notFound(asked.variable()));
        };
    }

    private static Page show(PageRequest asked, KeptResponse kept) {
        return Page.json(200, kept.response().toString());
    }

    private Page remove(PageRequest asked, KeptResponse kept) {
        conversations.remove(asked.variable());
        return Page.json(
                200,
                new JsonObject()
                        .with("id", asked.variable())
                        .with("object", "response")
                        .with("deleted", Boolean.TRUE)
                        .toString());
    }

    private static Page cancel(PageRequest asked) {
        return Page.error(
                GatewayError.INVALID_REQUEST,
                "Only responses that were begun with `background` can be cancelled; `" + ShownText.of(asked.variable())
                        + "` has ended.",
                null);
    }

    private static Page items(PageRequest asked, KeptResponse kept) {
        String limit = asked.query().getOrDefault("limit", Integer.toString(USUAL_ITEMS));
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST_ITEMS) {
            return Page.error(
                    GatewayError.INVALID_REQUEST,
                    "Invalid 'limit': expected 1 to " + MOST_ITEMS + ", not `" + ShownText.of(limit) + "`.",
                    "limit");
        }
        String order = asked.query().getOrDefault("order", "desc");
        if (!order.equals("asc") && !order.equals("desc")) {
            return Page.error(
                    GatewayError.INVALID_REQUEST,
                    "Invalid 'order': expected asc or desc, not `" + ShownText.of(order) + "`.",
                    "order");
        }
        List<JsonValue> all = KeptItems.named(asked.variable(), kept.input(), order.equals("desc"));
        return Page.json(
                200,
                KeptItems.page(all, asked.query().get("after"), Integer.parseInt(limit))
                        .toString());
    }

    private static Page notFound(String id) {
        return Page.error(
                GatewayError.RESPONSE_NOT_FOUND,
                "Response with id `" + ShownText.of(id)
                        + "` is not found: it is not kept, no longer kept, or another key's.",
                null);
    }
}
