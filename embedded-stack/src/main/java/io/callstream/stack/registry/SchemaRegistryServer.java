package io.callstream.stack.registry;

import com.sun.net.httpserver.HttpServer;
import io.callstream.stack.ListenAddress;
import io.callstream.stack.StackException;
import io.callstream.stack.claim.BoundPort;
import io.callstream.stack.claim.DirectoryClaim;
import io.callstream.stack.registry.catalog.SchemaCatalog;
import io.callstream.stack.registry.rest.HostRule;
import io.callstream.stack.registry.rest.RestHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running schema registry for Avro, with Confluent's REST API under {@code /} and, as Apicurio has it, under {@code
 * /apis/ccompat/v7}. It listens without encryption or authentication and keeps its content in one folder, which only one
 * registry can use at a time. A registration is on disk before it is answered.
 *
 * <p>Thread-safe. Its threads keep the JVM alive until it is closed.
 */
public final class SchemaRegistryServer implements AutoCloseable {

    private static final String NAME = "schema registry";
    private static final String JOURNAL = "changes.jsonl";
    /** A client that sends half a request holds a thread until {@link #SECONDS_FOR_A_REQUEST} are over. */
    private static final int THREADS = 128;

    private static final int SECONDS_FOR_A_REQUEST = 10;
    private static final int IDLE_SECONDS = 30;
    private static final int BACKLOG = 128;

    private final DirectoryClaim claim;
    private final SchemaCatalog catalog;
    private final HttpServer http;
    private final ExecutorService threads;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SchemaRegistryServer(DirectoryClaim claim, SchemaCatalog catalog, HttpServer http) {
        this.claim = claim;
        this.catalog = catalog;
        this.http = http;
        this.threads = threads();
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new Thread(task, "schema-registry"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Starts a registry and returns when it answers.
     *
     * @throws StackException if the port is busy, or the folder cannot be used
     */
    public static SchemaRegistryServer start(RegistryOptions options) {
        DirectoryClaim claim = DirectoryClaim.take(options.dataDir(), NAME);
        try {
            return start(options, claim);
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    private static SchemaRegistryServer start(RegistryOptions options, DirectoryClaim claim) {
        SchemaCatalog catalog = new SchemaCatalog(options.dataDir().resolve(JOURNAL), options.compatibility());
        try {
            SchemaRegistryServer server = new SchemaRegistryServer(claim, catalog, bind(options.listen()));
            server.http
                    .createContext("/", new RestHandler(catalog))
                    .getFilters()
                    .add(new HostRule(options.listen()));
            server.http.setExecutor(server.threads);
            server.http.start();
            return server;
        } catch (RuntimeException e) {
            catalog.close();
            throw e;
        }
    }

    private static HttpServer bind(ListenAddress listen) {
        // The JDK's server sends head and body apart. Without this, the body waits 40 ms for the client's delayed
        // acknowledgement of the head. There is no setting for one server; these are read when the first is created.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(SECONDS_FOR_A_REQUEST));
        try {
            return HttpServer.create(new InetSocketAddress(listen.host(), listen.port()), BACKLOG);
        } catch (IOException | UnresolvedAddressException e) {
            throw BoundPort.busy(listen, NAME, e);
        }
    }

    /** The base URL, without a slash at its end, for a client on this machine. */
    public String url() {
        InetSocketAddress bound = http.getAddress();
        String host = new ListenAddress(bound.getHostString(), bound.getPort()).reachableHost();
        return "http://" + ListenAddress.join(host, bound.getPort());
    }

    /** Stops answering; the folder and the port are free afterwards. Closing twice is harmless. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            http.stop(0);
            threads.shutdown();
            catalog.close();
            claim.close();
        }
    }
}
