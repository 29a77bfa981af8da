import { type FragmentType, graphql, readFragment } from '../generated/index.ts';
import { useLanguage } from '../language/language-context.tsx';
import { StockLevel } from './stock-level.tsx';

const StockFields = graphql(`
  fragment StockFields on Product {
    itemsInStorage
    locations {
      locationId
      name
      itemsInStorage
      isAvailableForPickup
      isAvailableForShipping
    }
  }
`);

export function StockTable({ of }: { readonly of: FragmentType<typeof StockFields> }) {
  const { text } = useLanguage();
  const { itemsInStorage, locations } = readFragment(StockFields, of);
  return (
    <section className="stock" aria-labelledby="stock-title">
      <h2 id="stock-title">{text.stock}</h2>
      {locations.length === 0 ? (
        <p>{text.noStores}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{text.store}</th>
              <th scope="col">{text.available}</th>
              <th scope="col">{text.pickup}</th>
              <th scope="col">{text.shipping}</th>
            </tr>
          </thead>
          <tbody>
            {locations.map((location, index) => (
              <tr key={location.locationId ?? index}>
                <th scope="row">{location.name ?? location.locationId}</th>
                <td>
                  <StockLevel count={location.itemsInStorage} isCounted />
                </td>
                <td>
                  <Offered is={location.isAvailableForPickup} />
                </td>
                <td>
                  <Offered is={location.isAvailableForShipping} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{text.allStores}</th>
              <td colSpan={3}>
                <StockLevel count={itemsInStorage} isCounted />
              </td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}

function Offered({ is }: { readonly is: boolean | null }) {
  const { text } = useLanguage();
  if (is === null) return text.askStore;
  return <span className={is ? 'offered' : 'not-offered'}>{is ? text.yes : text.no}</span>;
}
