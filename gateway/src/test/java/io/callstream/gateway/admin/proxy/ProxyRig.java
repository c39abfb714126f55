package io.callstream.gateway.admin.proxy;

import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.IdentityRig;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageRequest;
import io.callstream.gateway.server.PageServices;
import io.callstream.gateway.usage.Pricing;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The proxy's own pages over a configuration, asked as anybody. */
final class ProxyRig {
    private final GatewayConfig config;
    private final PageServices pages;

    ProxyRig(String yaml) {
        this(yaml, AnswerCache.NONE, Map.of(), false);
    }

    /** @param alone for how many nanoseconds more deployments are left alone, by their ids */
    ProxyRig(String yaml, AnswerCache cache, Map<String, Long> alone, boolean open) {
        config = CallRig.config(yaml);
        Pricing pricing = Pricing.load(config.calls().prices(), config.deployments());
        pages = ProxyPages.of(
                config,
                new ProxyPages.Known(pricing, cache, id -> alone.getOrDefault(id, 0L), () -> 3, open),
                Runnable::run);
    }

    /** What a key may do that says this. */
    Grant grant(String key) {
        return new IdentityRig()
                .own(TeamModels.of(config.models()))
                .with("team:core", "{}")
                .with("user:viewer", "{'user_role':'proxy_admin_viewer'}")
                .with("user:admin", "{'user_role':'proxy_admin'}")
                .grant(key);
    }

    Page ask(String method, String target, Grant grant, String body) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        Map<String, String> query = new HashMap<>();
        for (String each : mark < 0 ? new String[0] : target.substring(mark + 1).split("&")) {
            query.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        Slice posted = Slice.of(body.replace('\'', '"'));
        return pages.byPath()
                .get(path)
                .get(method)
                .answer(new PageRequest(path, "", query, posted, new Admission.Admitted(null, grant)));
    }

    static String text(Page page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    static Map<String, Object> object(Page page) {
        try {
            return PlainValues.readObject(Slice.of(text(page)));
        } catch (InvalidJsonException e) {
            throw new AssertionError(text(page), e);
        }
    }

    /** The same field of each object of a list, with blanks between. */
    static String each(Object list, String name) {
        return String.join(
                " ",
                ((List<?>) list)
                        .stream()
                                .map(row -> String.valueOf(((Map<?, ?>) row).get(name)))
                                .toList());
    }
}
