package dev.rejoin.invoice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Money received for invoices. */
@Singleton
public class Payments implements PanacheRepositoryBase<Payment, UUID> {}
