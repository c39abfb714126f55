package io.callstream.gateway.provider;

import io.callstream.json.Slice;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about a prompt that is kept elsewhere, unread.
 *
 * @param values JSON values by the names of their fields; valid as long as the body
 */
public record PromptFields(Map<String, Slice> values) {
    public static final String ID = "prompt_id";
    public static final String VARIABLES = "prompt_variables";
    public static final String LABEL = "prompt_label";
    public static final String VERSION = "prompt_version";
    public static final String IGNORE_MODEL = "ignore_prompt_manager_model";
    public static final String IGNORE_PARAMETERS = "ignore_prompt_manager_optional_params";
    public static final String LANGFUSE_PUBLIC_KEY = "langfuse_public_key";
    public static final String LANGFUSE_SECRET = "langfuse_secret";
    public static final String LANGFUSE_SECRET_KEY = "langfuse_secret_key";
    public static final String LANGFUSE_HOST = "langfuse_host";
    public static final String LANGFUSE_VERSION = "langfuse_prompt_version";
    public static final String HUMANLOOP_API_KEY = "humanloop_api_key";
    public static final PromptFields NONE = new PromptFields(Map.of());

    private static final Set<String> ACCOUNTS = Set.of(
            LANGFUSE_PUBLIC_KEY,
            LANGFUSE_SECRET,
            LANGFUSE_SECRET_KEY,
            LANGFUSE_HOST,
            LANGFUSE_VERSION,
            HUMANLOOP_API_KEY);
    private static final Set<String> PROMPTS = Set.of(ID, VARIABLES, LABEL, VERSION, IGNORE_MODEL, IGNORE_PARAMETERS);

    public PromptFields {
        values = Collections.unmodifiableMap(values); // whoever read them changes nothing any more
    }

    /** Whether a top-level field of the request has to do with a prompt. */
    public static boolean has(String name) {
        return PROMPTS.contains(name) || ACCOUNTS.contains(name);
    }

    /** Whether a field says at whose account a prompt is kept; LiteLLM takes these from the metadata as well. */
    public static boolean isAccount(String name) {
        return ACCOUNTS.contains(name);
    }

    /** Whether what a field holds is never recorded: half of an account is more than anybody else needs. */
    public static boolean isSecret(String name) {
        return ACCOUNTS.contains(name) && !name.equals(LANGFUSE_HOST) && !name.equals(LANGFUSE_VERSION);
    }

    /** The value of a field as it stands in the request; null when it has none. */
    public @Nullable Slice get(String name) {
        return values.get(name);
    }
}
