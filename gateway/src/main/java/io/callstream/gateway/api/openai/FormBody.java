package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.form.FormPart;
import io.callstream.gateway.api.form.Multipart;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A form on its way to a provider: with its name of the model, with what was changed, and without what is said to the gateway.
 * Files go as they came and are not copied.
 */
public record FormBody(List<Slice> pieces, int length) implements ProviderBody {
    /** Says which provider is meant, or for which models a file is. */
    private static final Set<String> OURS =
            Set.of("custom_llm_provider", "target_model_names", "target_storage", "custom_storage");

    private static final Slice LINE_END = Slice.of("\r\n");

    public FormBody {
        pieces = List.copyOf(pieces);
    }

    /** @param model the provider's name of it; empty to leave it out */
    public static FormBody of(Multipart form, String model) {
        List<Slice> pieces = new ArrayList<>();
        boolean named = model.isEmpty();
        for (FormPart part : form.parts()) {
            boolean isModel = part.name().equals(FormDescription.MODEL);
            if (!ours(part) && !(isModel && named)) {
                named |= isModel;
                add(pieces, part.head(), isModel ? Slice.of(model) : part.content());
            }
        }
        if (!named) {
            add(pieces, head(form, FormDescription.MODEL), Slice.of(model));
        }
        pieces.add(form.end());
        pieces.add(LINE_END);
        return new FormBody(pieces, pieces.stream().mapToInt(Slice::length).sum());
    }

    private static boolean ours(FormPart part) {
        return !part.isFile() && (GatewayField.has(part.name()) || OURS.contains(part.name()));
    }

    /** Of a field that the form does not have, such as a model that stands in the path. */
    static Slice head(Multipart form, String name) {
        String end = form.end().text();
        String line = end.substring(0, end.length() - 2);
        String quoted = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        return Slice.of(line + "\r\nContent-Disposition: form-data; name=\"" + quoted + "\"\r\n\r\n");
    }

    private static void add(List<Slice> pieces, Slice head, Slice content) {
        pieces.add(head);
        pieces.add(content);
        pieces.add(LINE_END);
    }

    @Override
    public void writeTo(ByteBuf out) {
        pieces.forEach(piece -> out.writeBytes(piece.array(), piece.offset(), piece.length()));
    }

    @Override
    public byte[] toBytes() {
        byte[] all = new byte[length];
        int at = 0;
        for (Slice piece : pieces) {
            System.arraycopy(piece.array(), piece.offset(), all, at, piece.length());
            at += piece.length();
        }
        return all;
    }

    /** Says the length only: the content is somebody's. */
    @Override
    public String toString() {
        return "FormBody[" + length + " bytes]";
    }
}
