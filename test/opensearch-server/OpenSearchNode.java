import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.TransportService;

/**
 * A node of OpenSearch in this process, on loopback and ports of its own, from the jars on the class path: no
 * installation, no security, for tests alone. Arguments: its folder, then settings as key=value. It prints its
 * addresses when it can be asked, and ends when its standard input does, so none outlives who started it.
 */
public class OpenSearchNode extends Node {
    OpenSearchNode(Environment environment) {
        super(
            environment,
            List.of(
                org.opensearch.transport.Netty4Plugin.class,
                org.opensearch.analysis.common.CommonAnalysisPlugin.class,
                org.opensearch.painless.PainlessPlugin.class
            ),
            true
        );
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        for (String folder : List.of("config", "modules", "plugins")) Files.createDirectories(home.resolve(folder));
        Settings.Builder own = Settings.builder()
            .put("path.home", home.toString())
            .put("path.data", home.resolve("data").toString())
            .put("path.logs", home.resolve("logs").toString())
            .put("network.host", "127.0.0.1")
            .put("http.port", "0")
            .put("transport.port", "0")
            // A container may map few pages, and a test's disk may be nearly full.
            .put("node.store.allow_mmap", false)
            .put("cluster.routing.allocation.disk.threshold_enabled", false);
        Map<String, String> given = new HashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            given.put(pair[0], pair[1]);
        }
        LogConfigurator.registerErrorListener();
        Node node = new OpenSearchNode(InternalSettingsPreparer.prepareEnvironment(own.build(), given, null, () -> "node"));
        node.start();
        System.out.println(
            "READY http=" + node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress()
                + " transport=" + node.injector().getInstance(TransportService.class).boundAddress().publishAddress()
        );
        while (System.in.read() >= 0) continue;
        node.close();
        node.awaitClose(5, TimeUnit.SECONDS);
        System.exit(0);
    }
}
