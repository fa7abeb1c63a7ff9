package io.portalbots.bench;

import io.portalbots.store.Database;
import io.portalbots.store.DatabaseAddress;
import io.portalbots.tenant.Secret;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a server costs that only answers, as a {@link Child}, on as many event loops as the platform has. The first argument
 * says which: {@code bare} reads the body, {@code router} does so by a router and a body handler, {@code row} inserts it,
 * each by a statement of its own; for that follow URL, user and password of a database.
 */
final class BareServer {

    private static final int CONNECTIONS = 16;
    private static final String INSERT = "insert into bench_row (dedupe, body) values ($1, $2) on conflict do nothing";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final AtomicLong rows = new AtomicLong(System.nanoTime());
    private final AtomicInteger port = new AtomicInteger(-1);

    private BareServer() {}

    public static void main(String[] arguments) throws Exception {
        Obedience.orDie();
        var server = new BareServer();
        server.listen(server.handler(arguments));
        Obedience.until(new JsonObject().put("port", server.port.get()), command -> new JsonObject());
        System.exit(0);
    }

    private Handler<HttpServerRequest> handler(String[] arguments) {
        return switch (arguments[0]) {
            case "bare" ->
                request -> request.body().onSuccess(body -> request.response().end());
            case "router" -> router();
            case "row" -> row(new DatabaseAddress(arguments[1], arguments[2], Secret.of(arguments[3])));
            default -> throw new IllegalArgumentException("no server " + arguments[0]);
        };
    }

    private Router router() {
        var router = Router.router(vertx);
        router.post("/bitrix24/:application/event")
                .handler(BodyHandler.create(false))
                .handler(context -> context.response().end());
        return router;
    }

    private Handler<HttpServerRequest> row(DatabaseAddress address) {
        Database.migrate(address);
        var pool = Database.pool(vertx, address, CONNECTIONS);
        pool.query("create table if not exists bench_row (id bigint generated always as identity primary key,"
                        + " dedupe text not null unique, received_at timestamptz not null default now(), body bytea)")
                .execute()
                .await();
        return request -> request.body()
                .compose(body -> inserted(pool, body))
                .onSuccess(done -> request.response().end())
                .onFailure(e -> request.response().setStatusCode(500).end());
    }

    private Future<?> inserted(Pool pool, Buffer body) {
        return pool.preparedQuery(INSERT).execute(Tuple.of("row " + rows.getAndIncrement(), body));
    }

    private void listen(Handler<HttpServerRequest> handler) {
        var options = new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(() -> one(handler), options).await();
    }

    private Deployable one(Handler<HttpServerRequest> handler) {
        return new VerticleBase() {
            @Override
            public Future<?> start() {
                return vertx.createHttpServer()
                        .requestHandler(handler)
                        .listen(-1, "127.0.0.1")
                        .onSuccess(server -> port.set(server.actualPort()));
            }
        };
    }
}
