package io.callstream.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told of a provider's response. */
final class RecordingListener implements UpstreamResponseListener {
    private final List<String> heard = new ArrayList<>();

    List<String> heard() {
        return heard;
    }

    @Override
    public void head(int status, HttpHeaders headers) {
        heard.add("head " + status);
    }

    @Override
    public void body(ByteBuf bytes) {
        heard.add("body " + bytes.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void end() {
        heard.add("end");
    }

    @Override
    public void failed(UpstreamFailure failure) {
        heard.add("failed " + failure);
    }

    @Override
    public void readComplete() {
        heard.add("read");
    }
}
