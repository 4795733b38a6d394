package dev.rejoin.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.agroal.api.AgroalDataSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What somebody would write by hand for one resource: a route, a statement, the columns one after the other as JSON. No
 * authentication, no filters, no cursors, no ETag; the same pool, the same server, the same SQL as the service's.
 */
@ApplicationScoped
class Control {
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();
    private static final List<String> TEXTS = List.of(
            "legacy_id",
            "name",
            "legal_name",
            "registration_number",
            "status",
            "industry",
            "website",
            "email",
            "phone",
            "street",
            "postal_code",
            "city",
            "region",
            "country");
    private static final String COLUMNS = "t.id, t.legacy_id, t.name, t.legal_name, t.registration_number, t.status,"
            + " t.industry, t.website, t.email, t.phone, t.street, t.postal_code, t.city, t.region, t.country,"
            + " t.joined_on, t.closed_on, t.version, t.created_at, t.updated_at";

    private final AgroalDataSource pool;
    private final boolean wanted;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    Control(
            AgroalDataSource pool,
            @ConfigProperty(name = "rejoin.bench", defaultValue = "") java.util.Optional<String> bench) {
        this.pool = pool;
        this.wanted = bench.filter("api"::equals).isPresent();
    }

    void mount(@Observes Router router) {
        if (wanted) {
            router.get("/control/organizations/:id").handler(context -> run(context, this::byId));
            router.get("/control/organizations").handler(context -> run(context, this::page));
        }
    }

    private interface Handler {
        byte[] handle(RoutingContext context) throws SQLException, IOException;
    }

    private void run(RoutingContext context, Handler handler) {
        threads.execute(() -> {
            try {
                var body = handler.handle(context);
                context.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(body));
            } catch (SQLException | IOException e) {
                context.fail(e);
            }
        });
    }

    private byte[] byId(RoutingContext context) throws SQLException, IOException {
        try (var connection = pool.getConnection();
                var statement =
                        connection.prepareStatement("select " + COLUMNS + " from organization t where t.id = ?")) {
            statement.setObject(1, UUID.fromString(context.pathParam("id")));
            try (var rows = statement.executeQuery()) {
                rows.next();
                var bytes = new ByteArrayOutputStream(1024);
                try (var json = JSON.createGenerator(bytes)) {
                    write(json, rows);
                }
                return bytes.toByteArray();
            }
        }
    }

    private byte[] page(RoutingContext context) throws SQLException, IOException {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement(
                        "select " + COLUMNS + " from organization t where true order by t.id limit ?")) {
            statement.setInt(1, 51);
            try (var rows = statement.executeQuery()) {
                var bytes = new ByteArrayOutputStream(32 * 1024);
                try (var json = JSON.createGenerator(bytes)) {
                    json.writeStartObject();
                    json.writeArrayFieldStart("results");
                    for (int i = 0; i < 50 && rows.next(); i++) {
                        write(json, rows);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }
                return bytes.toByteArray();
            }
        }
    }

    private static void write(com.fasterxml.jackson.core.JsonGenerator json, ResultSet rows)
            throws SQLException, IOException {
        json.writeStartObject();
        json.writeStringField("id", rows.getObject(1, UUID.class).toString());
        for (int i = 0; i < TEXTS.size(); i++) {
            json.writeStringField(TEXTS.get(i), rows.getString(i + 2));
        }
        var next = TEXTS.size() + 2;
        json.writeStringField("joined_on", rows.getString(next));
        json.writeStringField("closed_on", rows.getString(next + 1));
        json.writeNumberField("version", rows.getLong(next + 2));
        json.writeStringField(
                "created_at", rows.getObject(next + 3, OffsetDateTime.class).toString());
        json.writeStringField(
                "updated_at", rows.getObject(next + 4, OffsetDateTime.class).toString());
        json.writeEndObject();
    }
}
