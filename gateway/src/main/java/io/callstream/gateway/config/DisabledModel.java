package io.callstream.gateway.config;

/**
 * An entry of {@code model_list} that is left out, while the rest serves.
 *
 * @param entry where it stands, such as {@code model_list[2]}
 * @param modelGroup the name that clients would ask for
 * @param provider the provider that is missing here
 * @param reason in words
 */
public record DisabledModel(String entry, String modelGroup, String provider, String reason) {
    @Override
    public String toString() {
        return entry + " (" + modelGroup + "): " + reason;
    }
}
