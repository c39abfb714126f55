package io.callstream.gateway.usage.token;

import com.knuddels.jtokkit.api.EncodingType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How OpenAI's models take texts apart: by the patterns that its library {@code tiktoken} gives (as of 2024-05) and the
 * vocabularies that it publishes. Each is loaded when it is first needed, and kept: constants of the models.
 */
public enum Encoding {
    /** Of GPT-3.5, GPT-4 and the embeddings. */
    CL100K(
            EncodingType.CL100K_BASE,
            "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
                    + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),

    /** Of GPT-4o and what came after it. */
    O200K(
            EncodingType.O200K_BASE,
            "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
                    + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
                    + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");

    /** Where the library jtokkit keeps the vocabularies. */
    private static final String FOLDER = "/com/knuddels/jtokkit/";

    private final String file;
    private final String words;
    private @Nullable Tokenizer tokenizer;

    Encoding(EncodingType kept, String words) {
        this.file = FOLDER + kept.getName() + ".tiktoken";
        this.words = words;
    }

    /** Loaded by the first who asks, which takes some 0.1 s; the others wait. */
    public synchronized Tokenizer tokenizer() {
        Tokenizer known = tokenizer;
        if (known == null) {
            known = load();
            tokenizer = known;
        }
        return known;
    }

    private Tokenizer load() {
        try (InputStream in = EncodingType.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + file);
            }
            return new Tokenizer(Vocabulary.read(in), Pattern.compile(words, Pattern.UNICODE_CHARACTER_CLASS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
