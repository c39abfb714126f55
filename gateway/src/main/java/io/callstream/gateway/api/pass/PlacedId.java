package io.callstream.gateway.api.pass;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a file or a batch that says where it lies, in LiteLLM's form (litellm/proxy/openai_files_endpoints/common_utils.py, November
 * 2026): {@code file-} or {@code batch_}, and in Base64 {@code litellm:<the provider's id>;model,<model group>}. LiteLLM's ends there;
 * here {@code ;deployment,<id>} follows, which LiteLLM reads past: one of several deployments of the model has the file.
 *
 * @param id the provider's own
 * @param model group by which it was made
 * @param deployment that has it; null where the id does not say
 */
record PlacedId(String id, String model, @Nullable String deployment) {
    private static final Pattern PREFIX = Pattern.compile("^(?:file-|batch_)");
    private static final Pattern SAID = Pattern.compile("litellm:([^;]+);model,([^;]+)(?:;deployment,(.+))?");
    /** It becomes a part of a path. */
    private static final Pattern HARMLESS = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9_.:=-]{1,512}");

    private static final String FILE = "file-";
    private static final String BATCH = "batch_";

    /** Null for a provider's own id. */
    static @Nullable PlacedId read(String text) {
        try {
            String coded = PREFIX.matcher(text).replaceFirst("");
            String said = new String(Base64.getUrlDecoder().decode(coded), StandardCharsets.UTF_8);
            Matcher parts = SAID.matcher(said);
            return parts.matches() && HARMLESS.matcher(parts.group(1)).matches()
                    ? new PlacedId(parts.group(1), parts.group(2), parts.group(3))
                    : null;
        } catch (IllegalArgumentException e) {
            return null; // no Base64: it is as the provider made it
        }
    }

    /**
     * As clients see it; the provider's own where that or the model's name could not be found again in it.
     *
     * @param batch whether it is a batch's, where the provider's own id does not say
     */
    String text(boolean batch) {
        String said = "litellm:" + id + ";model," + model + (deployment == null ? "" : ";deployment," + deployment);
        String kind = id.startsWith(BATCH) || batch && !id.startsWith(FILE) ? BATCH : FILE;
        String text =
                kind + Base64.getUrlEncoder().withoutPadding().encodeToString(said.getBytes(StandardCharsets.UTF_8));
        return equals(read(text)) ? text : id;
    }
}
