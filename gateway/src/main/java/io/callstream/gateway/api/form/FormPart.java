package io.callstream.gateway.api.form;

import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A part of a form.
 *
 * @param head from the line that begins it to the empty line that ends its head, that one included
 * @param content what it holds
 * @param fileName null for a field
 * @param contentType what its sender says it is; null when nothing is said
 */
public record FormPart(
        String name,
        Slice head,
        Slice content,
        @Nullable String fileName,
        @Nullable String contentType) {
    public boolean isFile() {
        return fileName != null;
    }

    /** Says the length only: the content is somebody's. */
    @Override
    public String toString() {
        return "FormPart[" + name + ", " + content.length() + " bytes]";
    }
}
