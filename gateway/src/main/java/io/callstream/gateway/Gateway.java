package io.callstream.gateway;

import io.callstream.gateway.app.GatewayProcess;
import io.callstream.gateway.config.GatewayConfig;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Supplier;

/** A running gateway. Thread contract: any thread. */
public final class Gateway implements AutoCloseable {
    private final GatewayProcess process;
    private final String scheme;

    private Gateway(GatewayProcess process, String scheme) {
        this.process = process;
        this.scheme = scheme;
    }

    /**
     * Starts a gateway; it is ready when this returns, whether Kafka, registry and providers are there or not.
     *
     * @throws IllegalStateException if the port cannot be had or the certificate cannot be used
     * @throws io.callstream.spool.SpoolException if the data folder cannot be used
     * @throws io.callstream.settings.SettingsException if a file or a request hook that the configuration names cannot be used
     */
    public static Gateway start(GatewayOptions options) {
        GatewayProcess process = GatewayProcess.start(
                options.config(),
                new GatewayProcess.Place(options.dataDir(), options.port(), options.warmUp()),
                options.clock(),
                options.seeds(),
                options.hooks());
        return new Gateway(process, options.config().server().tls().isPresent() ? "https" : "http");
    }

    /** Where it answers, without a path; a wildcard address is given as loopback. */
    public URI url() {
        InetSocketAddress address = process.address();
        String host = address.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : address.getAddress().getHostAddress();
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create(scheme + "://" + literal + ":" + address.getPort());
    }

    /**
     * Takes over a changed configuration without dropping a call: new calls use it when this returns, calls under way end
     * with the one they began with. Settings that only a start can change are named in a warning and stay as they were. A
     * wrong configuration changes nothing, and is logged, counted and shown at {@code /health/readiness}. Not to be called
     * on an event loop.
     *
     * @param reading reads the configuration anew; throws {@link io.callstream.settings.SettingsException} when it is wrong
     * @return whether it was taken over
     */
    public boolean reload(Supplier<GatewayConfig> reading) {
        return process.reload(reading);
    }

    public int port() {
        return process.address().getPort();
    }

    /**
     * Stops: accepts no more connections, lets open calls end for the configured time, ends those that are left as
     * {@code SHUTTING_DOWN}, ships what can be shipped, and leaves the rest in the spool for the next start.
     */
    @Override
    public void close() {
        process.close();
    }
}
