package io.callstream.gateway.ingest;

import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.identity.Grant;
import io.callstream.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who reports calls. The master key is believed whose calls they were; calls that any other key reports are its own, since
 * whoever could report calls of others could spend their budgets.
 *
 * @param key the key that was presented; null when the gateway asks for none
 */
record Reporter(@Nullable ApiKey key, boolean believed) {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    static Reporter of(Admission.Admitted admitted) {
        boolean admin = admitted.grant().role() == Grant.Role.ADMIN;
        return new Reporter(admitted.key(), admin || admitted.key() == null);
    }

    /** The call's id: always the same for one reporter and LiteLLM's id, and never that of a call of this gateway. */
    UUID callId(String id) {
        String whose = believed || key == null ? "" : key.hash().hex();
        return UUID.nameUUIDFromBytes(("litellm\n" + whose + "\n" + id).getBytes(StandardCharsets.UTF_8));
    }

    /** Whose call it was; null when nothing says so. */
    @Nullable ApiKey owner(JsonValue.Obj metadata) {
        if (!believed) {
            return key;
        }
        String hash = metadata.text("user_api_key_hash");
        boolean known = hash != null && SHA_256.matcher(hash).matches();
        String alias = metadata.text("user_api_key_alias");
        String team = metadata.text("user_api_key_team_id");
        String user = metadata.text("user_api_key_user_id");
        if (!known && alias == null && team == null && user == null) {
            return key;
        }
        return new ApiKey(
                known && hash != null ? new KeyHash(hash) : KeyHash.of(""),
                alias,
                team,
                user,
                key == null ? List.of() : key.routes(),
                key == null ? List.of() : key.selectableRoutes(),
                key == null ? List.of() : key.disabledCallbacks(),
                !known);
    }
}
