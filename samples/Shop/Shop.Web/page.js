const escape = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

const style = `
  body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #222; }
  table { width: 100%; border-collapse: collapse; }
  td { padding: .5rem 0; border-bottom: 1px solid #ddd; }
  td:last-child { text-align: right; }
  input { width: 3.5rem; }
  small { color: #777; }`;

const product = ({ id, name, price, stock }) => `
  <tr>
    <td>${escape(name)} <small>${price.toFixed(2)} €</small></td>
    <td>${stock} in stock</td>
    <td>
      <form method="post" action="/orders">
        <input type="hidden" name="product" value="${id}">
        <input type="number" name="quantity" value="1" min="1" max="${stock}">
        <button${stock ? '' : ' disabled'}>Order</button>
      </form>
    </td>
  </tr>`;

const order = ({ id, product, quantity, state }) => `
  <tr><td>#${id}</td><td>${quantity} × ${escape(product)}</td><td>${escape(state)}</td></tr>`;

export const page = (products, from, orders) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Shop</title>
<style>${style}</style>
<h1>Shop</h1>
<table>${products.map(product).join('')}</table>
<p><small>products from ${from}</small></p>
<h2>Orders</h2>
<table>${orders.map(order).join('')}</table>
</html>
`;
