import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One of several Kafka nodes, broker and controller at once, out of the jars that the product brings.
 *
 * <p>Arguments: its number, its folder, the cluster's id, the ports of the brokers and those of the controllers, each list
 * with commas, in the order of the numbers from 1.
 */
class Broker {
    public static void main(String[] arguments) throws Exception {
        int id = Integer.parseInt(arguments[0]);
        String folder = arguments[1];
        String[] brokers = arguments[3].split(",");
        String[] controllers = arguments[4].split(",");
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", arguments[0]);
        settings.put("log.dirs", folder);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "CLIENT");
        settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("listeners", "CLIENT://127.0.0.1:" + brokers[id - 1] + ",CONTROLLER://127.0.0.1:" + controllers[id - 1]);
        StringBuilder voters = new StringBuilder();
        for (int i = 0; i < controllers.length; i++) {
            voters.append(i == 0 ? "" : ",").append(i + 1).append("@127.0.0.1:").append(controllers[i]);
        }
        settings.put("controller.quorum.voters", voters.toString());
        settings.put("default.replication.factor", "3");
        settings.put("min.insync.replicas", "2");
        settings.put("offsets.topic.replication.factor", "3");
        settings.put("offsets.topic.num.partitions", "6");
        settings.put("transaction.state.log.replication.factor", "3");
        settings.put("transaction.state.log.min.isr", "2");
        settings.put("transaction.state.log.num.partitions", "6");
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", Integer.toString(32 * 1024 * 1024));
        settings.put("replica.fetch.max.bytes", Integer.toString(32 * 1024 * 1024));
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream())) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(id)
                    .setClusterId(arguments[2])
                    .addDirectory(folder)
                    .setMetadataLogDirectory(folder)
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .run();
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        server.awaitShutdown();
    }
}
