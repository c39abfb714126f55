package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.net.URI;
import java.util.Set;

/** Whether a deployment is asked by OpenAI's Responses API. */
public enum ResponsesUse {
    /** Its provider does not know it: who asks by it is answered by a chat completion in its form. */
    NONE,
    /** For clients that ask by it themselves. */
    CLIENTS,
    /** For everybody: the model answers nothing else. */
    ALWAYS;

    /** What a file may say. */
    enum Wish {
        AUTO,
        NONE,
        CLIENTS,
        ALWAYS
    }

    static final Key<Wish> RESPONSES_API = Key.choice("responses_api", Wish.class)
            .byDefault("auto")
            .says("Whether the model is asked by OpenAI's Responses API: `always`, as with a model named"
                    + " openai/responses/..., for `clients` of that API only, or never (`none`). `auto` is `clients` at"
                    + " OpenAI's own address and at Azure's without versions, `always` for models there that answer nothing"
                    + " else, and `none` elsewhere.");

    private static final Set<String> UNVERSIONED = Set.of("v1", "preview", "latest");
    /**
     * Beginnings of names: {@code shared/responses_model.py} of github.com/openai/openai-python as of 2026-08-21 (e43b422), without what it
     * also counts among models for chats, and the models of the mode {@code responses} in LiteLLM's price map as of 2026-07-24. Both were read
     * on 2026-11-27; newer models are not in it.
     */
    private static final Set<String> ONLY_RESPONSES = Set.of(
            "o1-pro",
            "o3-pro",
            "o3-deep-research",
            "o4-mini-deep-research",
            "codex-mini",
            "computer-use-preview",
            "gpt-5-codex",
            "gpt-5-pro",
            "gpt-5.1-codex",
            "gpt-5.2-codex",
            "gpt-5.2-pro",
            "gpt-5.3-codex",
            "gpt-5.4-pro",
            "gpt-5.5-pro",
            "gpt-5.6-cyber",
            "gpt-daybreak-");

    /**
     * What holds for an entry.
     *
     * @param version of Azure's API
     */
    static ResponsesUse read(Section params, Provider provider, ProviderName name, URI address, String version) {
        Wish wish = params.get(RESPONSES_API);
        if (!isOfOpenAis(provider) && wish != Wish.AUTO && wish != Wish.NONE) {
            params.problem(
                    RESPONSES_API.name(), "is for providers of OpenAI's form, and " + provider.word() + " is none");
            return NONE;
        }
        return switch (wish) {
            case NONE -> NONE;
            case CLIENTS -> CLIENTS;
            case ALWAYS -> ALWAYS;
            case AUTO -> name.byResponses() ? ALWAYS : usual(provider, name, address, version);
        };
    }

    private static boolean isOfOpenAis(Provider provider) {
        return provider.isAzure() || provider.form().equals(Providers.OPENAI);
    }

    private static ResponsesUse usual(Provider provider, ProviderName name, URI address, String version) {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        boolean azure = provider.isAzure() && (UNVERSIONED.contains(version) || path.contains("/openai/v1"));
        if (azure) {
            return CLIENTS;
        }
        if (!provider.isOpenAi() || !provider.isOwn(address)) {
            return NONE;
        }
        return ONLY_RESPONSES.stream().anyMatch(name.model()::startsWith) ? ALWAYS : CLIENTS;
    }
}
