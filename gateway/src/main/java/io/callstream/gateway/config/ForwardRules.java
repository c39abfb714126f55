package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.List;
import java.util.Locale;

/**
 * Which model groups get headers of the client.
 *
 * @param all whether every one does
 * @param groups those that do, or patterns of them
 */
record ForwardRules(boolean all, List<NamePattern> groups, String keyHeader) {
    private static final String NAME = "forward_client_headers_to_llm_api";
    private static final String SAYS =
            " get headers of the client that begin with `x-`, and `anthropic-beta`; never a key, a"
                    + " cookie, an address (x-forwarded-*), what is meant for this gateway (x-litellm-*) or an SDK's x-stainless-*.";

    /** LiteLLM's, in its {@code general_settings}. */
    static final class OfGeneral {
        static final Key<Boolean> ALL = Key.flag(NAME).byDefault("false").says("Whether providers" + SAYS);

        private OfGeneral() {}
    }

    /** LiteLLM's, in its {@code model_group_settings}. */
    static final class OfGroups {
        static final Key<List<String>> GROUPS = Key.texts(NAME)
                .byDefault(List.of(), "")
                .says("Names of models, such as `[gpt-4o, openai/*]`, whose providers" + SAYS);

        private OfGroups() {}
    }

    static ForwardRules read(Section general, Section litellm) {
        List<String> groups = litellm.section("model_group_settings").get(OfGroups.GROUPS);
        String keyHeader = general.get(AuthConfig.OfGeneral.KEY_HEADER).orElse("");
        return new ForwardRules(
                general.get(OfGeneral.ALL),
                groups.stream().map(NamePattern::new).toList(),
                keyHeader.strip().toLowerCase(Locale.ROOT));
    }

    /** What holds for the deployments of a group. */
    ForwardedHeaders of(String group) {
        boolean own = all || groups.stream().anyMatch(each -> each.match(group) != null);
        return new ForwardedHeaders(own, keyHeader);
    }
}
