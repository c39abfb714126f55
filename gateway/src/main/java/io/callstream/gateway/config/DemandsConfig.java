package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * What every call has to say, and must not.
 *
 * @param params fields of the body, with a dot before what stands in {@code metadata}
 * @param withoutTags whether callers may set no tags
 */
public record DemandsConfig(List<String> params, boolean withoutTags) {
    public static final DemandsConfig NONE = new DemandsConfig(List.of(), false);

    private static final String USER = "user";

    /** LiteLLM's, in its {@code general_settings}. */
    static final class OfGeneral {
        static final Key<Boolean> USER_PARAM = Key.flag("enforce_user_param")
                .byDefault("false")
                .says("Whether calls that name no end user (`user`, or x-litellm-end-user-id) are refused.");
        static final Key<List<String>> PARAMS = Key.texts("enforced_params")
                .byDefault(List.of(), "")
                .says("Fields that the body of every call has to have, such as `[user, metadata.generation_name]`.");
        static final Key<Boolean> REJECT_TAGS = Key.flag("reject_clientside_metadata_tags")
                .byDefault("false")
                .says("Whether calls that set tags are refused.");

        private OfGeneral() {}
    }

    public DemandsConfig {
        params = List.copyOf(params);
    }

    static DemandsConfig read(Section general) {
        List<String> params = new ArrayList<>(general.get(OfGeneral.PARAMS));
        if (general.get(OfGeneral.USER_PARAM) && !params.contains(USER)) {
            params.add(0, USER);
        }
        return new DemandsConfig(params, general.get(OfGeneral.REJECT_TAGS));
    }

    public boolean none() {
        return params.isEmpty() && !withoutTags;
    }
}
