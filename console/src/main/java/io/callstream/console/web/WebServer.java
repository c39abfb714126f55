package io.callstream.console.web;

import io.callstream.settings.AllowedHosts;
import io.callstream.settings.SettingsException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The console's port. */
public final class WebServer implements AutoCloseable {
    private static final int MOST_THREADS = 40;
    private static final int FEWEST_THREADS = 4;
    private static final long IDLE_MILLIS = 60_000;

    private final Server server;
    private final ServerConnector connector;

    private WebServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Listens and answers.
     *
     * @param address port 0 picks a free one
     * @param hosts names under which it answers
     * @throws SettingsException if the port cannot be used
     */
    public static WebServer start(
            InetSocketAddress address,
            AllowedHosts hosts,
            Sessions sessions,
            Pages pages,
            Assets assets,
            List<Route> routes) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("console");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        List<Route> all = new ArrayList<>(new LoginRoutes(sessions, pages).routes());
        all.addAll(routes);
        server.setHandler(new WebHandler(all, new Gate(sessions), assets, pages, hosts));
        WebServer started = new WebServer(server, connector);
        started.listen(address);
        return started;
    }

    private void listen(InetSocketAddress address) {
        try {
            server.start();
        } catch (Exception e) { // Jetty says no more precisely what its start may throw
            close();
            throw new SettingsException("the port " + address.getPort() + " of the console cannot be used: "
                    + e.getMessage() + " (choose another with --port)");
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // it ends with the process in any case
            Thread.currentThread().interrupt();
        }
    }
}
