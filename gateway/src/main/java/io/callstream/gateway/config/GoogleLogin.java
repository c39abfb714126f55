package io.callstream.gateway.config;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import io.callstream.settings.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Which Google account asks. */
public sealed interface GoogleLogin {
    /** The project that the account belongs to, where that is known. */
    default Optional<String> project() {
        return Optional.empty();
    }

    /** What Google's libraries find on the machine: the login of its user, or the machine's own account. */
    record Usual() implements GoogleLogin {}

    /** Credentials in a file, which is read each time that a token is fetched. */
    record File(Path path) implements GoogleLogin {
        @Override
        public Optional<String> project() {
            try {
                return object(TextFile.read(path)).map(json -> json.text("project_id"));
            } catch (IOException e) {
                return Optional.empty(); // which the first call says, too
            }
        }
    }

    /** Credentials in the configuration. */
    record Inline(Secret json) implements GoogleLogin {
        static Optional<GoogleLogin> of(String text) {
            return object(text).filter(json -> json.text("type") != null).map(json -> new Inline(new Secret(text)));
        }

        @Override
        public Optional<String> project() {
            return object(json.reveal()).map(object -> object.text("project_id"));
        }
    }

    private static Optional<JsonValue.Obj> object(String text) {
        try {
            return JsonValue.read(Slice.of(text)) instanceof JsonValue.Obj object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (InvalidJsonException e) {
            return Optional.empty();
        }
    }
}
