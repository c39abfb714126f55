package io.callstream.gateway.server;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.TooLongHttpHeaderException;

/** Headers of which there may only be so many: each costs far more memory than the few bytes it may be sent with. */
final class CountedHeaders extends DefaultHttpHeaders {
    static final int MOST = 256;

    private int lines;

    private CountedHeaders() {
        super(
                DefaultHttpHeadersFactory.headersFactory().getNameValidator(),
                DefaultHttpHeadersFactory.headersFactory().getValueValidator());
    }

    /** Makes them for the decoder. */
    static final class Factory implements HttpHeadersFactory {
        @Override
        public HttpHeaders newHeaders() {
            return new CountedHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return new CountedHeaders();
        }
    }

    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        lines++;
        if (lines > MOST) {
            throw new TooLongHttpHeaderException("more than " + MOST + " header lines");
        }
        return super.add(name, value);
    }
}
