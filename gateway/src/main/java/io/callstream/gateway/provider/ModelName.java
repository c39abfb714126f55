package io.callstream.gateway.provider;

import io.callstream.json.JsonText;
import java.nio.charset.StandardCharsets;

/**
 * A model's name as a provider knows it.
 *
 * @param json the name as a JSON string, quotes included
 */
public record ModelName(String name, byte[] json) {
    public static ModelName of(String name) {
        return new ModelName(name, JsonText.quoted(name).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelName model && name.equals(model.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
