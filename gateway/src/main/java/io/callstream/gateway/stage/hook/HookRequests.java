package io.callstream.gateway.stage.hook;

import io.callstream.gateway.api.RequestText;
import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.hook.HookCaller;
import io.callstream.hook.HookMode;
import io.callstream.hook.HookRequest;
import io.callstream.hook.MessageText;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a call to hooks. */
final class HookRequests {
    private HookRequests() {}

    static HookRequest of(PendingCall call, ApiRequest asked, HookMode mode) {
        RequestInfo info = asked.info(call.request().endpoint().operation());
        Slice body = info.body() == null ? Slice.EMPTY : info.body();
        String model = asked.model();
        return new HookRequest(
                call.callId(),
                mode,
                info.callType(),
                caller(call.key(), call.metadata()),
                model == null ? "" : model,
                asked.stream(),
                body.text(),
                texts(call.request().endpoint().api().texts(body)));
    }

    private static HookCaller caller(@Nullable ApiKey key, RequestMetadata said) {
        return new HookCaller(
                key == null ? null : key.alias(),
                key == null ? null : key.teamId(),
                key == null ? null : key.userId(),
                said.endUser(),
                said.tags(),
                said.metadata());
    }

    private static List<MessageText> texts(List<RequestText> found) {
        List<MessageText> texts = new ArrayList<>();
        for (RequestText each : found) {
            texts.add(new MessageText(texts.size(), each.role(), each.text()));
        }
        return texts;
    }
}
