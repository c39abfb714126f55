package io.callstream.gateway.models;

import io.callstream.gateway.identity.Fields;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model or credential, as it stands in the topic: {@code {"v":1,"fields":{...},"sealed":"..."}}.
 *
 * @param fields that are no secret, under LiteLLM's names
 * @param secret {@code litellm_params} of a model, {@code credential_values} of a credential; encrypted as a whole
 */
public record MadeRecord(MadeKind kind, String id, Fields fields, Fields secret) {
    private static final long VERSION = 1;
    private static final int LONGEST_ID = 1_024;

    /** @throws IllegalArgumentException if the id is none */
    public MadeRecord {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("has 1 to " + LONGEST_ID + " characters");
        }
    }

    public MadeRecord with(Fields otherFields, Fields otherSecret) {
        return new MadeRecord(kind, id, otherFields, otherSecret);
    }

    String key() {
        return kind.key(id);
    }

    byte[] bytes(Sealer sealer) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("v", VERSION);
        value.put("fields", fields.values());
        value.put("sealed", sealer.seal(key(), PlainValues.write(secret.values())));
        return PlainValues.write(value).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws UnreadableMadeException saying why it cannot be read */
    static MadeRecord read(MadeKind kind, String id, byte[] value, Sealer sealer) throws UnreadableMadeException {
        try {
            Fields read = new Fields(PlainValues.readObject(Slice.of(value)));
            Long version = read.whole("v");
            String sealed = read.text("sealed");
            if (version == null || version != VERSION || sealed == null) {
                throw new UnreadableMadeException(
                        "was written by a version of the gateway that has another form for it");
            }
            Fields secret = new Fields(PlainValues.readObject(Slice.of(sealer.open(kind.key(id), sealed))));
            return new MadeRecord(kind, id, read.object("fields"), secret);
        } catch (GeneralSecurityException e) {
            throw new UnreadableMadeException("cannot be decrypted: LITELLM_SALT_KEY (without it"
                    + " general_settings.master_key) is another than when it was made; set that one, or make it anew");
        } catch (InvalidJsonException e) {
            throw new UnreadableMadeException("is no JSON that a gateway wrote");
        } catch (IllegalArgumentException e) {
            throw new UnreadableMadeException("is under an id that no gateway gives");
        }
    }

    /** There is a secret in it. */
    @Override
    public String toString() {
        return "MadeRecord[" + key() + "]";
    }
}
