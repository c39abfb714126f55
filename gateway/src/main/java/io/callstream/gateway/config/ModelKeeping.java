package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.util.Optional;

/**
 * Models and credentials that are made at run time.
 *
 * @param wanted whether the gateway keeps any
 * @param secret what they are encrypted with, where they are kept
 */
public record ModelKeeping(boolean wanted, Optional<Secret> secret) {
    /** None are kept. */
    public static final ModelKeeping NONE = new ModelKeeping(false, Optional.empty());

    private static final String VARIABLE = "STORE_MODEL_IN_DB";
    private static final String SALT = "LITELLM_SALT_KEY";

    /** LiteLLM's, in its {@code general_settings}. */
    static final class OfGeneral {
        static final Key<Boolean> STORE = Key.flag("store_model_in_db")
                .byDefault("false")
                .says(
                        "Whether models and credentials can be made at run time, by whoever has the master key, also by the"
                                + " variable STORE_MODEL_IN_DB; they live in the topic llm.model, encrypted with LITELLM_SALT_KEY, else"
                                + " with the master key.");

        private OfGeneral() {}
    }

    /** As in LiteLLM, the file or the variable says so. */
    static ModelKeeping read(Section general, Environment environment, Optional<Secret> master) {
        boolean wanted = general.get(OfGeneral.STORE)
                || environment.get(VARIABLE).filter("true"::equalsIgnoreCase).isPresent();
        return new ModelKeeping(
                wanted && master.isPresent(),
                environment.get(SALT).map(Secret::new).or(() -> master));
    }
}
