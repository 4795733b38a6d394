package dev.rejoin.api.resource;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What every item has. What clients write of it is one record: the mapped columns, the body of POST, the target of the
 * merge patch and the rules that Bean Validation checks.
 *
 * @param <D> that record
 */
@MappedSuperclass
public abstract class Item<D extends Record> {
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    @Schema(description = "The item's key.")
    @Nullable
    UUID id;

    @Embedded
    @Nullable
    D data;

    /** The trigger touch_row counts it too, and to the same number. */
    @Version
    @Schema(description = "Counts the writes; the ETag shows it, If-Match asks for it.", examples = "3")
    long version;

    @Column(insertable = false, updatable = false)
    @Schema(description = "When the item came into being.")
    @Nullable
    OffsetDateTime createdAt;

    @Column(insertable = false, updatable = false)
    @Schema(description = "When the item was last written.")
    @Nullable
    OffsetDateTime updatedAt;

    /** The key, once the item is kept. */
    public UUID id() {
        return Objects.requireNonNull(id);
    }

    public long version() {
        return version;
    }

    /** What clients have written; read and replaced whole. */
    public D data() {
        return Objects.requireNonNull(data);
    }

    public void data(D data) {
        this.data = data;
    }
}
